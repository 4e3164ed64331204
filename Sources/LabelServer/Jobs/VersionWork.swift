import Exporter
import Foundation
import LabelStore
import Logging
import MediaStorage
import QuorumCore

/// Measures and exports frozen versions.
struct VersionWork: Sendable {
    let store: LabelStore
    let data: DataDirectory
    let media: any MediaStore
    let program: ChildProgram
    /// Variables that tell a process where the database and the files are.
    let secrets: [String: String]

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
            try await keep(out, of: version, as: MediaKey.report(version.digest), last: "report.json")
        }
    }

    /// Writes the shards of a version; an export that is there already is as good, for a version never changes.
    func export(_ claim: JobClaim, report: @escaping JobReport, logger: Logger) async throws {
        let job = claim.job
        report(.writing, 0)
        let (version, project) = try await subject(of: job)
        guard let format = job.format else { throw JobFailure("The job names no format; export again.") }
        let place = MediaKey.export(version.digest, format: format)
        if try await media.entry("\(place)/\(Manifest.fileName)") != nil { return }
        try await JobFolder.use(for: job.id, in: data) { folder in
            let out = folder.path + "/export"
            let result = try await program.run(
                ["export"] + common(project, version) + ["--format=\(format)", "--out=\(out)", "--json", "--progress"],
                in: folder.path, secrets: secrets
            ) { report(.writing, $0) }
            guard result.isSuccess else { throw failure(result, version, logger) }
            report(.storing, 1)
            try await keep(out, of: version, as: place, last: Manifest.fileName)
        }
    }

    /// Keeps a finished result, unless something of its version was erased while it was made.
    private func keep(_ folder: String, of version: DatasetVersion, as place: String, last: String) async throws {
        try await media.putFolder(folder, as: place, last: last)
        // An erasure after this one finds the files there, and removes them itself.
        guard try await store.version(version.id).erasedCount != version.erasedCount else { return }
        try await media.removeAll(place + "/")
        throw JobFailure("\(version.name): something in it was erased meanwhile; ask for it again.")
    }

    private func subject(of job: Job) async throws -> (DatasetVersion, Project) {
        guard let id = job.version else { throw JobFailure("The job names no version; ask for it again.") }
        let version = try await store.version(id)
        return (version, try await store.project(version.project))
    }

    private func common(_ project: Project, _ version: DatasetVersion) -> [String] {
        ["--data=\(data.path)", "--project=\(project.id)", "--version=\(version.digest)"]
    }

    private func failure(_ result: ChildProgram.Result, _ version: DatasetVersion, _ logger: Logger) -> JobFailure {
        logger.warning("Command failed", metadata: result.metadata)
        return JobFailure(result, subject: version.name, hidden: [(data.path, "the data folder")])
    }
}
