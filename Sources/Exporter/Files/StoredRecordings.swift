package import MediaStorage

/// Recordings in a storage over the network. Those to be read next are fetched ahead, and sizes are learnt a source at a
/// time, so that an export does not wait for one answer after the other.
package actor StoredRecordings: RecordingFiles {
    /// Recordings fetched at once.
    private static let most = 8
    /// Sources whose sizes are kept.
    private static let mostSources = 64

    package nonisolated let name: String
    private let media: any MediaStore
    /// Sizes by key, of the folders of sources that were asked for last.
    private var sizes: [String: [String: Int64]] = [:]
    private var expected: ArraySlice<String> = []
    private var fetches: [String: Task<[UInt8], any Error>] = [:]

    package init(_ media: any MediaStore) {
        self.media = media
        name = "media in \(media.name)"
    }

    package func expect(_ keys: [String]) {
        expected = keys[...]
        fetchAhead()
    }

    package func size(of key: String, chunk: String) async throws(ExportError) -> Int64 {
        let folder = key.lastIndex(of: "/").map { String(key[...$0]) } ?? key
        let known: [String: Int64]
        do {
            known = try await sizes(in: folder)
        } catch {
            throw failure(error, chunk)
        }
        guard let size = known[MediaKey.chunk(key)] else {
            throw ExportError(
                .missingMedia, chunk, "its recording \(key) is not in \(media.name)",
                remedy: "restore the file there, then export again")
        }
        guard size > 0 else {
            throw ExportError(
                .badMedia, chunk, "its recording \(key) in \(media.name) is empty",
                remedy: "restore the file there, then export again")
        }
        return size
    }

    package func read(_ key: String, size: Int64, chunk: String) async throws(ExportError) -> MediaFile {
        let fetch = fetches.removeValue(forKey: key) ?? fetch(key)
        if let index = expected.firstIndex(of: key) { expected = expected[(index + 1)...] }
        fetchAhead()
        let bytes: [UInt8]
        do {
            bytes = try await fetch.value
        } catch {
            throw failure(error, chunk)
        }
        guard bytes.count == Int(size) else {
            throw ExportError(
                .badMedia, chunk, "its recording \(key) in \(media.name) changed while it was exported",
                remedy: "let nothing else write there, then export again")
        }
        return try MediaFile(bytes, name: key, chunk: chunk)
    }

    private func fetchAhead() {
        while fetches.count < Self.most, let key = expected.popFirst() {
            if fetches[key] == nil { fetches[key] = fetch(key) }
        }
    }

    private func fetch(_ key: String) -> Task<[UInt8], any Error> {
        Task { [media] in
            switch try await media.content(of: MediaKey.chunk(key)) {
            case .stream(let stream): try await stream.collect()
            case .file(let path): throw MediaError(.failed, "\(path) is not in a storage.")
            }
        }
    }

    private func sizes(in folder: String) async throws -> [String: Int64] {
        if let known = sizes[folder] { return known }
        var found: [String: Int64] = [:]
        try await media.list(MediaKey.chunk(folder)) { page in
            for entry in page { found[entry.key] = entry.bytes }
        }
        if sizes.count >= Self.mostSources { sizes = [:] }
        sizes[folder] = found
        return found
    }

    private func failure(_ error: any Error, _ chunk: String) -> ExportError {
        if error is CancellationError {
            return ExportError(.cancelled, chunk, "the export was stopped", remedy: "export again")
        }
        return ExportError(.badMedia, chunk, "its recording cannot be read: \(error)", remedy: "then export again")
    }
}
