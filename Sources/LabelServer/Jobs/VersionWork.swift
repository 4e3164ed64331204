import DurableFiles
import Foundation
import LabelStore
import Logging
import QuorumCore

/// Measures and exports frozen versions.
struct VersionWork: Sendable {
    let store: LabelStore
    let data: DataDirectory
    let program: ChildProgram
    /// URL of the PostgreSQL database, if that is used.
    let database: String?

    /// Writes the report of a version.
    func measure(_ claim: JobClaim, report: @escaping JobReport, logger: Logger) async throws {
        let job = claim.job
        report(.measuring, 0)
        let (version, project) = try await subject(of: job)
        try await JobFolder.use(for: job.id, in: data) { folder in
            let out = folder.path + "/report"
            try await blocking {
                try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
            }
            let result = try await program.run(
                ["measure"] + common(project, version) + ["--json=\(out)/report.json", "--html=\(out)/report.html"],
                in: folder.path, secrets: secrets)
            // 1: measured, and the data fails a check; that is a result.
            guard [0, 1].contains(result.exitCode),
                FileManager.default.fileExists(atPath: out + "/report.json")
            else { throw failure(result, version, logger) }
            report(.storing, 1)
            let place = data.report(version.digest)
            try await blocking { try DurableMove.replaceFolder(place, with: out) }
        }
    }

    /// Writes the shards of a version; an export that is there already is as good, for a version never changes.
    func export(_ claim: JobClaim, report: @escaping JobReport, logger: Logger) async throws {
        let job = claim.job
        report(.writing, 0)
        let (version, project) = try await subject(of: job)
        guard let format = job.format else { throw JobFailure("The job names no format; export again.") }
        let place = data.export(version.digest, format: format)
        if FileManager.default.fileExists(atPath: place) { return }
        try await JobFolder.use(for: job.id, in: data) { folder in
            let out = folder.path + "/export"
            let result = try await program.run(
                ["export"] + common(project, version) + ["--format=\(format)", "--out=\(out)", "--json", "--progress"],
                in: folder.path, secrets: secrets
            ) { report(.writing, $0) }
            guard result.isSuccess else { throw failure(result, version, logger) }
            report(.storing, 1)
            try await blocking { try DurableMove.replaceFolder(place, with: out) }
        }
    }

    private func subject(of job: Job) async throws -> (DatasetVersion, Project) {
        guard let id = job.version else { throw JobFailure("The job names no version; ask for it again.") }
        let version = try await store.version(id)
        return (version, try await store.project(version.project))
    }

    private func common(_ project: Project, _ version: DatasetVersion) -> [String] {
        ["--data=\(data.path)", "--project=\(project.name)", "--version=\(version.digest)"]
    }

    /// The URL may hold a password.
    private var secrets: [String: String] { database.map { [StoreLocation.environmentVariable: $0] } ?? [:] }

    private func failure(_ result: ChildProgram.Result, _ version: DatasetVersion, _ logger: Logger) -> JobFailure {
        logger.warning("Command failed", metadata: result.metadata)
        return JobFailure(result, subject: version.name, hidden: [(data.path, "the data folder")])
    }
}
