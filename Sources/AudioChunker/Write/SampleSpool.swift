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

    func append(_ samples: UnsafeRawBufferPointer) throws(ChunkingError) {
        var bytes = samples
        while !bytes.isEmpty {
            let written = write(descriptor, bytes.baseAddress, bytes.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path, "decoded sound can't be stored") }
            bytes = UnsafeRawBufferPointer(rebasing: bytes[written...])
        }
    }

    /// Fills `target` with the frames from `start` on.
    func read(at start: Int64, _ layout: SampleLayout, into target: UnsafeMutableRawBufferPointer) throws(ChunkingError)
    {
        guard read(at: off_t(start) * off_t(layout.bytesPerFrame), into: target) else {
            throw Self.failure(path, "stored sound can't be read back")
        }
    }

    /// Frames as 16-bit mono.
    func mono(_ range: Range<Int64>, _ layout: SampleLayout) throws(ChunkingError) -> [Int16] {
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: range.count * layout.bytesPerFrame, alignment: 16)
        defer { bytes.deallocate() }
        try read(at: range.lowerBound, layout, into: bytes)
        return layout.mono(UnsafeRawBufferPointer(bytes))
    }

    private func read(at start: off_t, into target: UnsafeMutableRawBufferPointer) -> Bool {
        var done = 0
        while done < target.count {
            let count = pread(descriptor, target.baseAddress! + done, target.count - done, start + off_t(done))
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
