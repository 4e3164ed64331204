import Glibc
import Synchronization

/// Holds a data folder for one server process; the system lets go of it when the process ends, however it ends.
final class DataLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: `ServerError` when another server holds the folder.
    init(_ data: DataDirectory) throws(ServerError) {
        let file = open(data.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ServerError(
                .dataFolder,
                "\(data.lock) cannot be opened (\(String(cString: strerror(errno)))); "
                    + "make it writable or give another folder with --data.")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.processNumber(in: file)
            close(file)
            throw ServerError(
                .dataFolderInUse,
                "The data folder \(data.path) is in use by another server"
                    + (holder.map { " (process \($0))" } ?? "") + "; stop that, or give another folder with --data.")
        }
        let own = "\(getpid())\n"
        ftruncate(file, 0)
        _ = own.withCString { pwrite(file, $0, own.utf8.count, 0) }
        descriptor = Mutex(file)
    }

    func release() {
        descriptor.withLock { file in
            if let file { close(file) }
            file = nil
        }
    }

    private static func processNumber(in file: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
