import DurableFiles
import Foundation
import LabelStore
import MediaStorage

/// The uploaded files, each named by its SHA-256. One task at a time, of all processes on the service, records or removes
/// a file of a name.
struct BlobStore: Sendable {
    private static let pause: Duration = .milliseconds(10)

    private let data: DataDirectory
    private let media: any MediaStore
    private let store: LabelStore
    /// Keeps the tasks of this process in order.
    private let own = KeyedLock()

    init(data: DataDirectory, media: any MediaStore, store: LabelStore) {
        self.data = data
        self.media = media
        self.store = store
    }

    /// Keeps a whole file, durably, and calls `record` while nobody can remove it.
    ///
    /// Where `record` refuses the file, it is not kept. A blob without a record that a stopped process left is harmless:
    /// the same file, sent again, takes its place. A remote storage that cannot be reached leaves the file where it was.
    func add<Value: Sendable>(
        _ path: String, sha256: String, record: () async throws -> Value
    ) async throws -> Value {
        let key = MediaKey.blob(sha256)
        // It may take a while, in which others are not held up.
        if media.isRemote { try await media.put(path, as: key, sha256: sha256) }
        let value = try await withLock(sha256) {
            // Somebody may have removed the same file of another upload meanwhile.
            if media.isRemote, try await media.entry(key) != nil { return try await recorded(sha256, record) }
            do {
                try await media.put(path, as: key, sha256: sha256)
            } catch {
                if !media.isRemote { try? await blocking { try FileManager.default.removeItem(atPath: path) } }
                throw error
            }
            return try await recorded(sha256, record)
        }
        if media.isRemote { _ = try? await blocking { unlink(path) } }
        return value
    }

    /// A file that is refused would be kept for ever, known to nobody.
    private func recorded<Value: Sendable>(
        _ sha256: String, _ record: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await record()
        } catch {
            if let error = error as? StoreError, error.isRefusal { try await removeUnused(sha256) }
            throw error
        }
    }

    /// Keeps nothing of a file that no source has any more, but for sources that failed.
    func removeIfUnused(sha256: String) async throws {
        try await withLock(sha256) { try await removeUnused(sha256) }
    }

    private func removeUnused(_ sha256: String) async throws {
        guard try await !store.isInUse(sha256: sha256) else { return }
        try await media.remove(MediaKey.blob(sha256))
    }

    /// A local file with the bytes of an upload.
    ///
    /// - Parameter place: where they are put, if they are not on this machine.
    /// - Returns: where they are.
    func fetch(_ sha256: String, to place: String) async throws -> String {
        switch try await media.content(of: MediaKey.blob(sha256)) {
        case .file(let path): return path
        case .stream(let stream):
            try await stream.write(to: place)
            return place
        }
    }

    /// Calls `body` while no other task, of all processes on the service, writes or reads the mark of the files' owner.
    func withOwnerLock<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await withLock(key: media.isRemote ? "remote" : "owner", body)
    }

    private func withLock<Value: Sendable>(_ sha256: String, _ body: () async throws -> Value) async throws -> Value {
        // A lock for many blobs: there is an end of them.
        try await withLock(key: media.isRemote ? "remote" : String(sha256.prefix(2)), body)
    }

    private func withLock<Value: Sendable>(key: String, _ body: () async throws -> Value) async throws -> Value {
        try await own.withLock(key) {
            while true {
                // Waits without a thread: those who hold it need threads to go on.
                if let lock = try FileLock(data.blobLock(key), .exclusive) {
                    // Machines that share a storage need not share a folder.
                    let value = try await media.isRemote ? store.withBlobLock(body) : body()
                    _ = consume lock
                    return value
                }
                try await Task.sleep(for: Self.pause)
            }
        }
    }
}
