internal import DurableFiles
internal import Glibc

/// The chunk files of a data folder.
package struct MediaFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// Length of a chunk's file.
    ///
    /// - Parameter chunk: how an error names the chunk.
    func size(of key: String, chunk: String) throws(ExportError) -> Int64 {
        let file = try location(of: key, chunk: chunk)
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ExportError(
                .missingMedia, chunk, "its recording \(file) is not there",
                remedy: "restore the file from a backup of the data folder, then export again")
        }
        guard status.st_size > 0 else {
            throw ExportError(
                .badMedia, chunk, "its recording \(file) is empty",
                remedy: "restore the file from a backup of the data folder, then export again")
        }
        return Int64(status.st_size)
    }

    /// A chunk's file, whole.
    func read(_ key: String, size: Int64, chunk: String) throws(ExportError) -> MediaFile {
        let file = try location(of: key, chunk: chunk)
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ExportError(
                .missingMedia, chunk, "its recording \(file) cannot be opened: \(SystemError.last)",
                remedy: "make the file readable or restore it, then export again")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Int(size) + 1)
        var count = 0
        while count < bytes.count {
            let result = bytes.withUnsafeMutableBytes { raw in
                Glibc.read(descriptor, raw.baseAddress! + count, raw.count - count)
            }
            if result == 0 { break }
            if result < 0 {
                if errno == EINTR { continue }
                throw ExportError(
                    .badMedia, chunk, "its recording \(file) cannot be read: \(SystemError.last)",
                    remedy: "check the disk, then export again")
            }
            count += result
        }
        guard count == Int(size) else {
            throw ExportError(
                .badMedia, chunk, "its recording \(file) changed while it was exported",
                remedy: "let nothing write to the data folder's media, then export again")
        }
        bytes.removeLast()
        guard let encoding = MediaEncoding(detecting: bytes) else {
            throw ExportError(
                .badMedia, chunk, "its recording \(file) is neither FLAC nor WAV",
                remedy: "restore the file from a backup of the data folder, then export again")
        }
        return MediaFile(encoding: encoding, bytes: bytes)
    }

    /// - Throws: `ExportError` for a key that would lead out of the folder.
    private func location(of key: String, chunk: String) throws(ExportError) -> String {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.utf8.contains(0) }) else {
            throw ExportError(
                .badMedia, chunk, "its recording has the unsafe storage key \"\(key)\"",
                remedy: "repair the chunk's record; a key is a relative path without \"..\"")
        }
        return path + "/" + key
    }
}

/// A recording in memory.
struct MediaFile: Sendable {
    let encoding: MediaEncoding
    let bytes: [UInt8]
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
