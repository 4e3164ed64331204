import Foundation
import QuorumCore

/// A folder for the files of one attempt at a job.
struct JobFolder: Sendable {
    let path: String

    /// Calls `body` with a new folder and removes it afterwards.
    static func use<Value>(
        for job: JobID, in data: DataDirectory, _ body: (JobFolder) async throws -> Value
    ) async throws -> Value {
        let folder = JobFolder(path: "\(data.unfinished)/job-\(job)-\(Secret().text.prefix(12))")
        try await blocking {
            try FileManager.default.createDirectory(
                atPath: folder.path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        do {
            let value = try await body(folder)
            await folder.remove()
            return value
        } catch {
            await folder.remove()
            throw error
        }
    }

    private func remove() async {
        try? await blocking { try FileManager.default.removeItem(atPath: path) }
    }
}
