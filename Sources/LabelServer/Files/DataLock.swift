/// A process's hold on a data folder, for as long as this object lives.
///
/// A server on SQLite has the folder to itself, but for worker processes; servers on one PostgreSQL database share it.
final class DataLock: Sendable {
    enum Use { case soleServer, server, worker }

    private let server: FileLock?
    private let presence: FileLock

    /// Clears away unfinished work that nobody is at any more.
    ///
    /// - Throws: `ServerError` when a server holds the folder that this one cannot share it with.
    init(_ data: DataDirectory, as use: Use) throws(ServerError) {
        server =
            switch use {
            case .soleServer: try Self.hold(data, .exclusive)
            case .server: try Self.hold(data, .shared)
            case .worker: nil
            }
        presence = try Self.join(data)
    }

    private static func join(_ data: DataDirectory) throws(ServerError) -> FileLock {
        guard let alone = try FileLock(data.presence, .exclusive) else {
            // Whoever is alone there for now shares it once they have cleared away.
            let shared = try FileLock(sharing: data.presence)
            data.removeUnfinished(olderThan: .seconds(86_400))
            return shared
        }
        data.removeUnfinished(olderThan: .zero)
        alone.share()
        return alone
    }

    private static func hold(_ data: DataDirectory, _ mode: FileLock.Mode) throws(ServerError) -> FileLock {
        guard let lock = try FileLock(data.lock, mode) else {
            let holder = FileLock.signature(in: data.lock).map { " (process \($0))" } ?? ""
            throw ServerError(
                .dataFolderInUse,
                "The data folder \(data.path) is in use by another server\(holder); stop that, give another folder "
                    + "with --data, or have all servers use one PostgreSQL database.")
        }
        lock.sign()
        return lock
    }
}
