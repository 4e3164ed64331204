package import LabelStore
package import MediaStorage
package import QuorumCore

/// The files at a place that nothing in the database is about: of processes that were killed before they could say what
/// they had put there, and of erasures that could not remove them.
package struct StrayFiles: Sendable {
    private let store: LabelStore
    private let media: any MediaStore
    private let blobs: BlobStore

    init(store: LabelStore, media: any MediaStore, blobs: BlobStore) {
        self.store = store
        self.media = media
        self.blobs = blobs
    }

    /// - Parameter dataFolder: of the server whose database `store` is; it may be running.
    package init(store: LabelStore, media: any MediaStore, dataFolder: String) {
        let data = DataDirectory(path: dataFolder)
        self.init(store: store, media: media, blobs: BlobStore(data: data, media: media, store: store))
    }

    /// Removes those older than a moment; what is younger may be about to be recorded. Of keys that Quorum does not write
    /// none is removed.
    ///
    /// - Returns: how many went.
    /// - Throws: `ServerError`, with nothing removed, where another service keeps its files among these.
    /// - Complexity: memory for what the database names, and for the strays.
    package func remove(before: Timestamp) async throws -> Int {
        var names = try await MediaNames(store)
        var strays: [String] = []
        for area in MediaKey.areas {
            try await media.list(area) { page in
                for entry in page {
                    if MediaKey.isOwner(entry.key) { throw nested(entry.key) }
                    guard entry.modified < before, MediaKey.isWritten(entry.key) else { continue }
                    if !names.accountFor(entry.key) { strays.append(entry.key) }
                }
            }
        }
        guard !strays.isEmpty else { return 0 }
        // Some may have been recorded while the others were listed.
        names = try await MediaNames(store)
        var removed = 0
        for key in strays where !names.accountFor(key) {
            try await remove(key)
            removed += 1
        }
        return removed
    }

    private func nested(_ key: String) -> ServerError {
        ServerError(
            .media,
            "\(key) in \(media.name) marks files of another service, so nothing is removed; give that one a place "
                + "outside.")
    }

    private func remove(_ key: String) async throws {
        // The same bytes may come in anew just now.
        if let sha256 = MediaKey.sha256(ofBlob: key) { return try await blobs.removeIfUnused(sha256: sha256) }
        try await media.remove(key)
    }
}
