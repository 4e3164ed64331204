import LabelStore
import MediaStorage
import QuorumCore

/// What the database knows of files.
struct MediaNames {
    /// Of files that must be there, if they were asked for.
    private(set) var keys: [String] = []
    private var blobs: Set<String> = []
    /// Those that may have files besides their upload.
    private var sources: Set<SourceID> = []
    /// Where the recordings of a source are.
    private var places: [Substring: Set<Substring>] = [:]
    private var versions: Set<Substring> = []

    private static let page = 10_000

    init(_ store: LabelStore, keepingKeys: Bool = false) async throws {
        let uploads = try await store.uploadsInUse()
        blobs = Set(uploads.map(MediaKey.blob))
        if keepingKeys { keys = Array(blobs) }
        var last: ChunkID?
        repeat {
            let page = try await store.recordings(after: last, limit: Self.page)
            for recording in page {
                if keepingKeys { keys.append(MediaKey.chunk(recording.key)) }
                let parts = recording.key.split(separator: "/")
                places[parts[0], default: []].insert(Self.place(parts))
            }
            last = page.last?.chunk
        } while last != nil
        sources = try await store.sourcesWithMedia()
        versions = Set(try await store.versionDigests().map { Substring($0) })
    }

    func accountFor(_ key: String) -> Bool {
        let parts = key.split(separator: "/")
        guard parts.count > 1 else { return false }
        switch "\(parts[0])/" {
        case MediaKey.blobs: return blobs.contains(key)
        case MediaKey.media:
            guard let source = SourceID(String(parts[1])), sources.contains(source) else { return false }
            // Of a text, and of what is still to be cut, there are no recordings.
            return places[parts[1]].map { $0.contains(Self.place(parts.dropFirst())) } ?? true
        default: return versions.contains(parts[1])
        }
    }

    /// The folder of a file.
    private static func place(_ parts: some BidirectionalCollection<Substring>) -> Substring {
        Substring(parts.dropLast().joined(separator: "/"))
    }
}
