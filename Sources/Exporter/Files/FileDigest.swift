internal import Crypto
internal import Glibc
internal import QuorumCore

/// Length and SHA-256 of a file.
struct FileDigest: Sendable, Hashable {
    let bytes: Int64
    /// 64 lower-case hexadecimal digits.
    let sha256: String

    init(bytes: Int64, sha256: String) {
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Reads a finished file once.
    init(of path: String) throws(ExportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path, "read back the file") }
        defer { close(descriptor) }
        var hash = SHA256()
        var total: Int64 = 0
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &block, block.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unwritable(path, "read back the file")
            }
            hash.update(data: block[..<count])
            total += Int64(count)
        }
        self.init(bytes: total, sha256: hash.finalize().hexadecimal)
    }
}
