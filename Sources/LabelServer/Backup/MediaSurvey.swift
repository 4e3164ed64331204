package import LabelStore
package import MediaStorage
package import QuorumCore

/// What the database names compared with what is kept.
///
/// - Complexity: O(*n*) memory for *n* kept files.
package struct MediaSurvey: Sendable {
    package let files: Int
    package let bytes: Int64
    /// Keys that the database names and nothing is kept under.
    package let missing: [String]
    /// Kept files that nothing in the database is about: of processes that were killed before they could say what they had
    /// put there, or of work that is under way just now.
    package let strays: [MediaEntry]

    /// Looks through both. The files are listed first, so that none that is recorded meanwhile seems missing, but for work
    /// that was under way.
    package init(_ store: LabelStore, _ media: any MediaStore) async throws {
        var kept: [String: MediaEntry] = [:]
        for area in MediaKey.areas {
            try await media.list(area) { page in
                for entry in page { kept[entry.key] = entry }
            }
        }
        let names = try await Names(store)
        files = kept.count
        bytes = kept.values.reduce(0) { $0 + $1.bytes }
        strays = kept.values.filter { !names.accountFor($0.key) }.sorted { $0.key < $1.key }
        var missing: [String] = []
        for key in names.keys where kept[key] == nil {
            // It may have come after the files were listed.
            if try await media.entry(key) == nil { missing.append(key) }
        }
        self.missing = missing
    }

    /// Keys that the database names and nothing is kept under.
    ///
    /// - Parameters:
    ///   - dataFolder: of the database, if that is where its files are.
    ///   - environment: has what it takes to reach a storage, if they are in one.
    static func missing(
        of store: LabelStore, dataFolder: String, environment: [String: String]
    ) async throws -> [String] {
        let settings = try MediaSettings(location: try await store.mediaLocation(), environment: environment)
        let media = settings.open(dataFolder: dataFolder) { .now }
        do {
            let missing = try await MediaSurvey(store, media).missing
            await media.close()
            return missing
        } catch {
            await media.close()
            throw error
        }
    }

    /// Removes what nothing in the database is about.
    ///
    /// - Parameter before: only what is older, since what is younger may be about to be recorded.
    /// - Returns: how many files went.
    package func removeStrays(from media: any MediaStore, before: Timestamp) async throws -> Int {
        let old = strays.filter { $0.modified < before }
        for stray in old { try await media.remove(stray.key) }
        return old.count
    }

    /// What the database knows of files.
    private struct Names {
        /// Of files that must be there.
        private(set) var keys: [String] = []
        private var blobs: Set<String> = []
        private var sources: Set<SourceID> = []
        /// Where the recordings of a source are.
        private var places: [Substring: Set<Substring>] = [:]
        private var versions: Set<Substring> = []

        private static let page = 10_000

        init(_ store: LabelStore) async throws {
            let uploads = try await store.uploadsInUse()
            keys = uploads.map(MediaKey.blob)
            blobs = Set(keys)
            var last: ChunkID?
            repeat {
                let page = try await store.recordings(after: last, limit: Self.page)
                for recording in page {
                    keys.append(MediaKey.chunk(recording.key))
                    let parts = recording.key.split(separator: "/")
                    places[parts[0], default: []].insert(Self.place(parts))
                }
                last = page.last?.chunk
            } while last != nil
            sources = try await store.sourceNumbers()
            versions = Set(try await store.versionDigests().map { Substring($0) })
        }

        func accountFor(_ key: String) -> Bool {
            let parts = key.split(separator: "/")
            guard parts.count > 1 else { return false }
            switch "\(parts[0])/" {
            case MediaKey.blobs: return blobs.contains(key)
            case MediaKey.media:
                guard let source = SourceID(String(parts[1])), sources.contains(source) else { return false }
                // Of a text there are no recordings.
                return places[parts[1]].map { $0.contains(Self.place(parts.dropFirst())) } ?? true
            default: return versions.contains(parts[1])
            }
        }

        /// The folder of a file.
        private static func place(_ parts: some BidirectionalCollection<Substring>) -> Substring {
            Substring(parts.dropLast().joined(separator: "/"))
        }
    }
}
