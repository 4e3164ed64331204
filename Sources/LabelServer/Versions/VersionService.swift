import Exporter
import LabelStore
import MediaStorage
import QuorumCore

/// Frozen dataset versions, and the jobs that measure and export them.
struct VersionService: Sendable {
    let store: LabelStore
    /// Called when a job was queued.
    let queued: @Sendable () -> Void

    func versions(of project: ProjectID) async throws -> [DatasetVersion] { try await store.versions(of: project) }

    func version(_ name: String, of project: ProjectID) async throws -> DatasetVersion {
        try await store.version(named: name, of: project)
    }

    func freeze(_ project: ProjectID, _ draft: VersionDraft, by admin: User) async throws -> DatasetVersion {
        try await store.freeze(
            project: project, ratios: try Self.ratios(draft.ratios), seed: draft.seed?.value ?? 0,
            includingGold: draft.includeGold ?? false, by: admin.id, at: .now)
    }

    func export(_ version: String, of project: ProjectID, as format: String, by admin: User) async throws -> JobJSON {
        let format = try FieldRules.choice(format, field: "format", of: ExportFormat.self)
        let version = try await self.version(version, of: project)
        let job = try await store.enqueue(
            .export, project: project, version: version.id, format: format.rawValue, by: admin.id, at: .now)
        queued()
        return JobJSON(job, version: version)
    }

    func measure(_ version: String, of project: ProjectID, by admin: User) async throws -> JobJSON {
        let version = try await self.version(version, of: project)
        let job = try await store.enqueue(
            .measure, project: project, version: version.id, format: nil, by: admin.id, at: .now)
        queued()
        return JobJSON(job, version: version)
    }

    /// The newest jobs first.
    func jobs(in project: ProjectID, state: JobState?, limit: Int) async throws -> [JobJSON] {
        let versions = Dictionary(uniqueKeysWithValues: try await store.versions(of: project).map { ($0.id, $0) })
        return try await store.jobs(in: project, state: state, limit: limit).map { job in
            JobJSON(job, version: job.version.flatMap { versions[$0] })
        }
    }

    /// Ends a job that waits or runs.
    func cancel(_ job: JobID, of project: ProjectID, by person: User) async throws -> JobJSON {
        let cancelled = try await store.cancelJob(job, in: project, by: person.id, at: .now)
        var version: DatasetVersion?
        if let id = cancelled.version { version = try await store.version(id) }
        return JobJSON(cancelled, version: version)
    }

    /// The prefix of the report of a version, once it is made.
    func report(ofVersion version: String, in project: ProjectID) async throws -> String {
        MediaKey.report(try await self.version(version, of: project).digest)
    }

    /// The key of a file of an export, once the export is made.
    ///
    /// - Parameter file: the parts of its path inside the export.
    func exported(_ file: [String], as format: String, ofVersion version: String, in project: ProjectID) async throws
        -> String
    {
        let format = try FieldRules.choice(format, field: "format", of: ExportFormat.self)
        let version = try await self.version(version, of: project)
        guard file.allSatisfy(FileServer.isSafe) else {
            throw Problem.notFound("The export has no such file; its manifest lists what it has.")
        }
        return ([MediaKey.export(version.digest, format: format.rawValue)] + file).joined(separator: "/")
    }

    private static func ratios(_ draft: VersionDraft.Ratios?) throws -> SplitRatios {
        guard let draft else { return .standard }
        do {
            return try SplitRatios(train: draft.train, validation: draft.validation, test: draft.test)
        } catch {
            throw Problem.invalid("ratios", error.description)
        }
    }
}

/// A version as a person asks for it, nothing of it checked.
struct VersionDraft: Decodable, Sendable {
    struct Ratios: Decodable, Sendable {
        let train: Double
        let validation: Double
        let test: Double
    }

    let ratios: Ratios?
    let seed: Seed?
    let includeGold: Bool?
}
