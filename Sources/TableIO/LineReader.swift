internal import Glibc

/// The lines of a file, as many at a time as one read of the file brings.
struct LineReader: ~Copyable {
    private let file: InputFile
    private var capacity = InputFile.chunkLength
    private var buffer: UnsafeMutablePointer<UInt8>
    /// Bytes in the buffer: of a line whose end has not been read.
    private var filled = 0
    private var isAtEnd = false

    init(_ file: consuming InputFile) {
        self.file = file
        buffer = .allocate(capacity: capacity + 1)
    }

    deinit { buffer.deallocate() }

    /// Reads on, and gives the lines that are whole now without their line feeds. The byte after a line can be read and
    /// is not part of a number.
    ///
    /// - Returns: whether there may be more lines.
    mutating func forEachOfNext(
        _ body: (UnsafeBufferPointer<UInt8>) throws(TableError) -> Void
    ) throws(TableError) -> Bool {
        guard !isAtEnd else { return false }
        if filled == capacity { grow() }
        let space = UnsafeMutableRawBufferPointer(start: buffer + filled, count: capacity - filled)
        let count = try file.read(into: space)
        filled += count
        buffer[filled] = 0
        var start = 0
        while let feed = memchr(buffer + start, 0x0A, filled - start) {
            let end = UnsafePointer(feed.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(buffer)
            try body(UnsafeBufferPointer(start: buffer + start, count: end - start))
            start = end + 1
        }
        if count == 0 {
            isAtEnd = true
            if start < filled { try body(UnsafeBufferPointer(start: buffer + start, count: filled - start)) }
            return false
        }
        memmove(buffer, buffer + start, filled - start)
        filled -= start
        return true
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + 1)
        larger.update(from: buffer, count: filled)
        buffer.deallocate()
        buffer = larger
        capacity *= 2
    }
}
