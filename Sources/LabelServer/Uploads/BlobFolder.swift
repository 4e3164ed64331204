import DurableFiles
import Foundation
import LabelStore
import _NIOFileSystem

/// The uploaded files, each named by its SHA-256. One task at a time, of all processes on the data folder, brings or
/// removes a file of a name.
struct BlobFolder: Sendable {
    private static let pause: Duration = .milliseconds(10)

    private let data: DataDirectory
    private let store: LabelStore
    /// Keeps the tasks of this process in order.
    private let own = KeyedLock()

    init(data: DataDirectory, store: LabelStore) {
        self.data = data
        self.store = store
    }

    /// Moves a whole file to its place, durably, and calls `record` while nobody can remove it.
    ///
    /// A blob without a record is harmless: the same file, sent again, takes its place.
    func add<Value: Sendable>(
        _ path: String, sha256: String, record: () async throws -> Value
    ) async throws -> Value {
        let (folder, place) = (data.blobFolder(sha256), data.blob(sha256))
        return try await withLock(sha256) {
            try await blocking {
                do {
                    try FileManager.default.createDirectory(
                        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                    try DurableMove.move(path, to: place)
                } catch {
                    try? FileManager.default.removeItem(atPath: path)
                    throw error
                }
            }
            return try await record()
        }
    }

    /// Keeps nothing of a file that no source has any more, but for sources that failed.
    func removeIfUnused(sha256: String) async throws {
        try await withLock(sha256) {
            guard try await !store.isInUse(sha256: sha256) else { return }
            _ = try await FileSystem.shared.removeItem(at: FilePath(data.blob(sha256)))
        }
    }

    private func withLock<Value: Sendable>(_ sha256: String, _ body: () async throws -> Value) async throws -> Value {
        // A lock for many blobs: there is an end of them.
        let key = String(sha256.prefix(2))
        return try await own.withLock(key) {
            while true {
                // Waits without a thread: those who hold it need threads to go on.
                if let lock = try FileLock(data.blobLock(key), .exclusive) {
                    let value = try await body()
                    _ = consume lock
                    return value
                }
                try await Task.sleep(for: Self.pause)
            }
        }
    }
}
