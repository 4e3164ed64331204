import Glibc

/// Decoded samples in an unnamed temporary file: written once in order, then read anywhere from any thread. Memory stays
/// small for any length, and the recording is decoded only once.
final class SampleSpool: Sendable {
    private let descriptor: Int32
    private let path: String

    /// - Parameter path: a name for the file; it is gone from the folder at once.
    init(path: String) throws(ChunkingError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, "a temporary file can't be made") }
        unlink(path)
    }

    deinit { close(descriptor) }

    func append(_ samples: UnsafeBufferPointer<Int16>) throws(ChunkingError) {
        var bytes = UnsafeRawBufferPointer(samples)
        while !bytes.isEmpty {
            let written = write(descriptor, bytes.baseAddress, bytes.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path, "decoded sound can't be stored") }
            bytes = UnsafeRawBufferPointer(rebasing: bytes[written...])
        }
    }

    func read(_ range: Range<Int64>) throws(ChunkingError) -> [Int16] {
        var samples = [Int16](repeating: 0, count: range.count)
        let filled = samples.withUnsafeMutableBytes { read(from: range.lowerBound, into: $0) }
        guard filled else { throw Self.failure(path, "stored sound can't be read back") }
        return samples
    }

    private func read(from sample: Int64, into target: UnsafeMutableRawBufferPointer) -> Bool {
        var done = 0
        while done < target.count {
            let offset = off_t(sample) * off_t(MemoryLayout<Int16>.size) + off_t(done)
            let count = pread(descriptor, target.baseAddress! + done, target.count - done, offset)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    private static func failure(_ path: String, _ what: String) -> ChunkingError {
        ChunkingError(
            .unwritable, path: path, "\(what) (\(String(cString: strerror(errno))))",
            remedy: "check the folder's permissions and that the disk has room")
    }
}
