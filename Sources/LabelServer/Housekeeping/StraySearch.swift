package import LabelStore
package import MediaStorage
package import QuorumCore

/// Finds files that nothing in the database is about, left by processes that were killed before they could record what
/// they had put there.
package struct StraySearch: Sendable {
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

    /// Those of listed files that nothing names, and nothing is going to: what an upload that is not over or a job that is
    /// not done may still record is none of them.
    package func strays(among entries: [MediaEntry]) async throws -> [MediaEntry] {
        // Read after the files were listed, and not kept for the next list.
        var known: [SourceID: SourceFiles] = [:]
        var strays: [MediaEntry] = []
        for entry in entries where try await isStray(entry.key, &known) { strays.append(entry) }
        return strays
    }

    /// Removes all strays that were last written before a moment.
    ///
    /// - Complexity: O(*n*) queries for *n* old files; memory for the strays.
    package func remove(before: Timestamp) async throws -> (files: Int, bytes: Int64) {
        var removed: (files: Int, bytes: Int64) = (0, 0)
        for area in MediaKey.areas {
            var found: [MediaEntry] = []
            try await media.list(area) { page in
                found += try await strays(among: page.filter { $0.modified < before })
            }
            for stray in found where try await remove(stray) {
                removed = (removed.files + 1, removed.bytes + stray.bytes)
            }
        }
        return removed
    }

    /// - Returns: whether it is gone: another file may have come in its place, or a record.
    private func remove(_ stray: MediaEntry) async throws -> Bool {
        guard try await media.entry(stray.key)?.tag == stray.tag, try await strays(among: [stray]) == [stray] else {
            return false
        }
        if let sha256 = Self.sha256(of: stray.key) { return try await blobs.removeIfUnnamed(sha256: sha256) }
        try await media.remove(stray.key)
        return true
    }

    private func isStray(_ key: String, _ known: inout [SourceID: SourceFiles]) async throws -> Bool {
        let parts = key.split(separator: "/").map(String.init)
        guard parts.count > 2 else { return true }
        switch "\(parts[0])/" {
        case MediaKey.blobs:
            guard let sha256 = Self.sha256(of: key) else { return true }
            return try await !store.isNamed(sha256: sha256)
        case MediaKey.media:
            guard let source = SourceID(parts[1]) else { return true }
            let files: SourceFiles
            if let found = known[source] {
                files = found
            } else {
                files = try await store.files(of: source)
                known[source] = files
            }
            let job = parts[2].split(separator: "-").first.flatMap { JobID(String($0)) }
            if let job, files.jobs.contains(job) { return false }
            guard let folders = files.folders else { return false }
            return !folders.contains(parts[1..<(parts.count - 1)].joined(separator: "/"))
        default: return try await !store.hasVersion(digest: parts[1])
        }
    }

    /// nil for what is no upload.
    private static func sha256(of key: String) -> String? {
        guard let name = key.split(separator: "/").last.map(String.init), MediaKey.blob(name) == key else { return nil }
        return name
    }
}
