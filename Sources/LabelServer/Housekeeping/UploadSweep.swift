import Foundation
import LabelStore
import QuorumCore

/// Removes uploads that nobody went on with, and files that no upload is known of any more.
struct UploadSweep: Chore {
    let name = "sweep uploads"
    let store: LabelStore
    let data: DataDirectory
    var now: @Sendable () -> Timestamp = { .now }

    func run() async throws {
        for id in try await store.expiredUploads(at: now()) {
            let path = data.upload(id)
            guard try await isFree(path) else { continue }
            try await blocking { if unlink(path) != 0, errno != ENOENT { throw CocoaError(.fileWriteUnknown) } }
            try await store.removeUpload(id)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: data.uploads) {
            guard let id = UploadID(name), try await !store.isUnderWay(id) else { continue }
            let path = data.upload(id)
            _ = try await blocking { unlink(path) }
        }
    }

    /// Whether no request is at it; what is not there is free.
    private func isFree(_ path: String) async throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        return try FileLock(path, .exclusive) != nil
    }
}
