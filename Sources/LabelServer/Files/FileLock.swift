import Glibc

/// An open file that is locked (flock(2)); the system lets go of it when the process ends, however it ends.
struct FileLock: ~Copyable, Sendable {
    enum Mode { case shared, exclusive }

    private let descriptor: Int32

    /// nil when another process, or another lock of this one, holds the file in a mode that excludes this one.
    ///
    /// - Throws: `ServerError` when the file cannot be made.
    init?(_ path: String, _ mode: Mode) throws(ServerError) {
        let file = try Self.open(path)
        guard flock(file, (mode == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        descriptor = file
    }

    /// Waits until nobody holds the file alone.
    ///
    /// - Throws: `ServerError` when the file cannot be made or locked.
    init(sharing path: String) throws(ServerError) {
        descriptor = try Self.shared(path)
    }

    private static func shared(_ path: String) throws(ServerError) -> Int32 {
        let file = try open(path)
        while flock(file, LOCK_SH) != 0 {
            guard errno == EINTR else {
                close(file)
                throw failure(path)
            }
        }
        return file
    }

    private static func open(_ path: String) throws(ServerError) -> Int32 {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path) }
        return file
    }

    private static func failure(_ path: String) -> ServerError {
        ServerError(
            .dataFolder,
            "\(path) cannot be opened (\(String(cString: strerror(errno)))); "
                + "make it writable or give another folder with --data.")
    }

    deinit { close(descriptor) }

    /// Lets others share it.
    func share() { _ = flock(descriptor, LOCK_SH) }

    /// Notes which process holds it.
    func sign() {
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    /// The number that a holder noted.
    static func signature(in path: String) -> Int32? {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
