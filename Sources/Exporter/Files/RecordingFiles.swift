/// The recordings of chunks, wherever they are kept.
package protocol RecordingFiles: Sendable {
    /// How an error names the place.
    var name: String { get }

    /// Tells which recordings are going to be read next, in their order.
    func expect(_ keys: [String]) async

    /// Length of a chunk's file.
    ///
    /// - Parameter chunk: how an error names the chunk.
    func size(of key: String, chunk: String) async throws(ExportError) -> Int64

    /// A chunk's file, whole.
    func read(_ key: String, size: Int64, chunk: String) async throws(ExportError) -> MediaFile
}

/// A recording in memory.
package struct MediaFile: Sendable {
    let encoding: MediaEncoding
    let bytes: [UInt8]

    /// - Parameter name: of the file, for an error.
    init(_ bytes: [UInt8], name: String, chunk: String) throws(ExportError) {
        guard let encoding = MediaEncoding(detecting: bytes) else {
            throw ExportError(
                .badMedia, chunk, "its recording \(name) is neither FLAC nor WAV",
                remedy: "restore the file from a backup of the data folder, then export again")
        }
        self.encoding = encoding
        self.bytes = bytes
    }
}

/// How a recording is stored, told by its first bytes; the raw value is the file name's extension.
enum MediaEncoding: String, Sendable {
    case flac, wav

    init?(detecting bytes: [UInt8]) {
        if bytes.starts(with: "fLaC".utf8) {
            self = .flac
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVE".utf8) {
            self = .wav
        } else {
            return nil
        }
    }
}
