internal import Crypto
internal import Glibc
internal import QuorumCore

/// A new file written from start to end, its size and SHA-256 known when it is finished.
final class OutputFile {
    let path: String
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private(set) var count: Int64 = 0

    private static let bufferSize = 1 << 18

    /// - Throws: `ExportError` when a file is already there or none can be made.
    init(creating path: String, mode: mode_t = 0o644) throws(ExportError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .unwritable(path, "create the file") }
        self.path = path
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(ExportError) {
        count += Int64(bytes.count)
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try emit(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Ends the file; nothing may be written afterwards.
    func finish() throws(ExportError) -> FileDigest {
        try flush()
        return FileDigest(bytes: count, sha256: hash.finalize().hexadecimal)
    }

    private func flush() throws(ExportError) {
        guard !buffer.isEmpty else { return }
        try emit(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func emit(_ bytes: [UInt8]) throws(ExportError) {
        hash.update(data: bytes)
        var written = 0
        while written < bytes.count {
            let result = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress! + written, raw.count - written)
            }
            if result < 0 {
                if errno == EINTR { continue }
                throw .unwritable(path, "write")
            }
            written += result
        }
    }
}
