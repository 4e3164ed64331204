internal import DurableFiles
internal import Glibc

/// The chunk files of a data folder.
package struct MediaFolder: RecordingFiles {
    package let path: String
    package var name: String { "media folder \(path)" }

    package init(path: String) {
        self.path = path
    }

    package func expect(_ keys: [String]) async {}

    package func size(of key: String, chunk: String) throws(ExportError) -> Int64 {
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

    package func read(_ key: String, size: Int64, chunk: String) throws(ExportError) -> MediaFile {
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
        return try MediaFile(bytes, name: file, chunk: chunk)
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
