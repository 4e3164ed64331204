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

    private static let page = 10_000

    /// Looks through both. The files are listed first, so that none that is recorded meanwhile seems missing, but for work
    /// that was under way.
    package init(_ store: LabelStore, _ media: any MediaStore, _ search: StraySearch) async throws {
        var kept: Set<String> = []
        var bytes: Int64 = 0
        var strays: [MediaEntry] = []
        for area in MediaKey.areas {
            try await media.list(area) { page in
                kept.formUnion(page.map(\.key))
                bytes += page.reduce(0) { $0 + $1.bytes }
                strays += try await search.strays(among: page)
            }
        }
        self.bytes = bytes
        self.strays = strays.sorted { $0.key < $1.key }
        files = kept.count
        var missing: [String] = []
        for key in try await Self.names(of: store) where !kept.contains(key) {
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
            let missing = try await MediaSurvey(
                store, media, StraySearch(store: store, media: media, dataFolder: dataFolder)
            ).missing
            await media.close()
            return missing
        } catch {
            await media.close()
            throw error
        }
    }

    /// The keys of all files that the database names.
    private static func names(of store: LabelStore) async throws -> [String] {
        var keys = try await store.uploadsInUse().map(MediaKey.blob)
        var last: ChunkID?
        repeat {
            let recordings = try await store.recordings(after: last, limit: page)
            keys += recordings.map { MediaKey.chunk($0.key) }
            last = recordings.last?.chunk
        } while last != nil
        return keys
    }
}
