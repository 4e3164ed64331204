internal import Crypto
internal import Glibc
internal import QuorumCore

/// The digest of a whole file.
enum FileSHA256 {
    /// - Returns: 64 hexadecimal digits, and how many bytes the file has.
    static func of(_ path: String) throws(ImportError) -> (sha256: String, bytes: Int64) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var digest = SHA256()
        var bytes: Int64 = 0
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { break }
            digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            bytes += Int64(count)
        }
        return (digest.finalize().hexadecimal, bytes)
    }

    private static func unreadable(_ path: String) -> ImportError {
        ImportError("unreadable", path, "it cannot be read: \(String(cString: strerror(errno))); check its permissions")
    }
}
