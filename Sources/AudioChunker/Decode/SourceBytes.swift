import Glibc

/// An open source file, read from its start.
struct SourceBytes: ~Copyable {
    private static let blockLength = 1 << 20

    private let path: String
    private let descriptor: Int32

    /// - Throws: `ChunkingError` when there is no file that can be read under `path`.
    init(path: String) throws(ChunkingError) {
        // A pipe without a writer must not make it wait.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unopened(path, errno) }
        var status = stat()
        let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
        guard kind == S_IFREG else {
            close(descriptor)
            let isFolder = kind == S_IFDIR
            throw ChunkingError(
                .unreadable, path: path, isFolder ? "it is a folder" : "it is a pipe or device, not a file",
                remedy: isFolder ? "name the files in it" : "save it as a file first")
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// As many bytes as asked for, or all there are.
    func first(_ count: Int) throws(ChunkingError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = try bytes.withUnsafeMutableBufferPointer { (target) throws(ChunkingError) in
                try read(
                    into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[filled...]))
            }
            if more == 0 { break }
            filled += more
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Gives what is left of the file in blocks, from where reading stands.
    func forEachBlock(_ body: (UnsafeRawBufferPointer) throws(ChunkingError) -> Void) throws(ChunkingError) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockLength, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try read(into: block)
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    private func read(into target: UnsafeMutableRawBufferPointer) throws(ChunkingError) -> Int {
        while true {
            let count = Glibc.read(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw ChunkingError(
                    .unreadable, path: path, "it can't be read (\(String(cString: strerror(errno))))",
                    remedy: "check the disk it is on")
            }
        }
    }

    private static func unopened(_ path: String, _ code: Int32) -> ChunkingError {
        switch code {
        case ENOENT:
            var status = stat()
            guard lstat(path, &status) == 0 else {
                // What the shell gave was no UTF-8, and its bytes are lost.
                let isMangled = path.unicodeScalars.contains("\u{FFFD}")
                return ChunkingError(
                    .notFound, path: path, "there is no such file",
                    remedy: isMangled ? "its name seems not to be UTF-8; rename the file" : "check the path")
            }
            return ChunkingError(
                .notFound, path: path, "it is a link to a file that is not there",
                remedy: "mend the link or name the file")
        case ENOTDIR:
            return ChunkingError(
                .notFound, path: path, "a part of the path is a file, not a folder", remedy: "check the path")
        case ELOOP:
            return ChunkingError(
                .unreadable, path: path, "its links lead in a circle and to no file",
                remedy: "name the file itself, or mend the link")
        case ENAMETOOLONG:
            return ChunkingError(.notFound, path: path, "its name is too long", remedy: "check the path")
        case EACCES, EPERM:
            return ChunkingError(
                .unreadable, path: path, "it can't be opened", remedy: "check the file's permissions")
        default:
            return ChunkingError(
                .unreadable, path: path, "it can't be opened (\(String(cString: strerror(code))))",
                remedy: "check the file and the disk it is on")
        }
    }
}
