/// Work that runs in a process of its own.
public enum JobKind: String, Sendable, Codable, CaseIterable {
    case chunk, measure, export
}

public enum JobState: String, Sendable, Codable, CaseIterable {
    case queued, running, done, failed, cancelled
}

/// What a job that runs is at.
public enum JobStage: String, Sendable, Codable, CaseIterable {
    case cutting, measuring, writing, storing
}

/// One piece of background work, kept in the database so that a restart loses none.
public struct Job: Sendable, Hashable {
    public let id: JobID
    public let project: ProjectID
    public let kind: JobKind
    /// The source of a `chunk` job.
    public let source: SourceID?
    /// The version of a `measure` or `export` job.
    public let version: VersionID?
    /// The export format, for `export`.
    public let format: String?
    public let state: JobState
    /// Why `state` is `failed` or `cancelled`, or why it was tried again, in words for a person.
    public let failure: String?
    public let createdAt: Timestamp
    /// How often it was begun.
    public let attempt: Int
    /// How far the work is, from 0 to 1; 0 where that is not known.
    public let progress: Double
    /// nil unless it runs.
    public let stage: JobStage?

    public init(
        id: JobID, project: ProjectID, kind: JobKind, source: SourceID?, version: VersionID?, format: String?,
        state: JobState, failure: String?, createdAt: Timestamp, attempt: Int = 0, progress: Double = 0,
        stage: JobStage? = nil
    ) {
        self.id = id
        self.project = project
        self.kind = kind
        self.source = source
        self.version = version
        self.format = format
        self.state = state
        self.failure = failure
        self.createdAt = createdAt
        self.attempt = attempt
        self.progress = progress
        self.stage = stage
    }
}
