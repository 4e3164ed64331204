package import LabelStore
package import MediaStorage
import QuorumCore

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
    /// Kept files that nothing in the database is about and whose keys Quorum does not write: somebody else's.
    package let unknown: [String]

    /// Looks through both. The files are listed first, so that none that is recorded meanwhile seems missing, but for work
    /// that was under way.
    package init(_ store: LabelStore, _ media: any MediaStore) async throws {
        var kept: [String: MediaEntry] = [:]
        for area in MediaKey.areas {
            try await media.list(area) { page in
                for entry in page { kept[entry.key] = entry }
            }
        }
        let names = try await MediaNames(store, keepingKeys: true)
        files = kept.count
        bytes = kept.values.reduce(0) { $0 + $1.bytes }
        let unnamed = kept.values.filter { !names.accountFor($0.key) }.sorted { $0.key < $1.key }
        strays = unnamed.filter { MediaKey.isWritten($0.key) }
        unknown = unnamed.map(\.key).filter { !MediaKey.isWritten($0) }
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
}
