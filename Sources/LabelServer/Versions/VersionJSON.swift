import QuorumCore

struct VersionJSON: Encodable, Sendable {
    let id: VersionID
    let name: String
    let digest: String
    let examples: Int
    /// Of those, how many were erased since.
    let erased: Int
    let ratios: SplitRatios
    let createdAt: String

    init(_ version: DatasetVersion) {
        id = version.id
        name = version.name
        digest = version.digest
        examples = version.exampleCount
        erased = version.erasedCount
        ratios = version.ratios
        createdAt = version.createdAt.iso8601
    }
}

struct JobJSON: Encodable, Sendable {
    let id: JobID
    let kind: JobKind
    @Nullable var source: SourceID?
    /// The version's name.
    @Nullable var version: String?
    @Nullable var format: String?
    let state: JobState
    @Nullable var failure: String?
    let attempt: Int
    @Nullable var stage: JobStage?
    let progress: Double
    let createdAt: String
    /// Where what it made is found, once it is done.
    @Nullable var result: String?

    init(_ job: Job, version: DatasetVersion?) {
        id = job.id
        kind = job.kind
        source = job.source
        self.version = version?.name
        format = job.format
        state = job.state
        failure = job.failure
        attempt = job.attempt
        stage = job.stage
        progress = job.progress
        createdAt = job.createdAt.iso8601
        result = version.flatMap { job.result(of: $0) }
    }
}

extension Job {
    fileprivate func result(of version: DatasetVersion) -> String? {
        guard state == .done else { return nil }
        let path = "/api/v1/projects/\(project)/versions/\(version.name)"
        switch kind {
        case .chunk: return nil
        case .measure: return path + "/report.html"
        case .export: return format.map { "\(path)/exports/\($0)/" }
        }
    }
}
