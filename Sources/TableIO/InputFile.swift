internal import Glibc

/// A file read from start to end.
struct InputFile: ~Copyable {
    static let chunkLength = 1 << 20

    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(TableError) {
        descriptor = try Self.descriptor(of: path)
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a file for reading.
    static func descriptor(of path: String) throws(TableError) -> Int32 {
        try check(path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        return descriptor
    }

    /// Throws when there is no such file, or nothing in it.
    static func check(_ path: String) throws(TableError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR {
                throw TableError(.missingFile, path, "there is no such file; check the path")
            }
            throw unreadable(path)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw TableError(.unreadable, path, "this is a folder; name a file in it")
        }
        if status.st_mode & S_IFMT == S_IFREG, status.st_size == 0 {
            throw TableError(.empty, path, "the file is empty; check where it comes from")
        }
    }

    private static func unreadable(_ path: String) -> TableError {
        TableError(.unreadable, path, "cannot be read: \(String(cString: strerror(errno))); check its permissions")
    }

    /// Reads into `buffer`; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw Self.unreadable(path) }
        }
    }

    func forEachChunk(_ body: (UnsafeBufferPointer<UInt8>) throws(TableError) -> Void) throws(TableError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkLength, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            if count == 0 { return }
            try body(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]))
        }
    }

    /// Lines without their line feeds. The byte after a line can be read and is not part of a number.
    consuming func forEachLine(_ body: (UnsafeBufferPointer<UInt8>) throws(TableError) -> Void) throws(TableError) {
        var lines = LineReader(self)
        while try lines.forEachOfNext(body) {}
    }
}
