internal import CSQLiteSettings
internal import Dispatch
internal import GRDB

/// One SQLite file: a writer that commits durably and readers that never wait for it.
final class SQLiteEngine: Engine {
    static let spelling = Dialect(
        identity: "INTEGER PRIMARY KEY AUTOINCREMENT", integer: "INTEGER", real: "REAL", random: "RANDOM()",
        forUpdate: "", forShare: "", forKeyShare: "", forUpdateSkippingLocked: "", lockSchema: nil, lockImports: nil,
        overwriteDeleted: "PRAGMA secure_delete = ON", holdConsensus: nil)

    var dialect: Dialect { Self.spelling }
    private let pool: DatabasePool
    private let writer: SQLiteWriter

    /// Once in a process, before its first database: SQLite keeps no count of its memory, for which every allocation
    /// would take a lock that all connections share.
    private static let withoutMemoryCount: Void = quorum_sqlite_count_no_memory()

    init(path: String) throws(StoreError) {
        Self.withoutMemoryCount
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // KiB of pages kept in memory by each connection: the upper levels of every index of a large database.
            try database.execute(sql: "PRAGMA cache_size = -32768")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // A commit that returned is on the disk. Set once the pool is there, since it sets NORMAL, with which a commit
            // waits for the next checkpoint.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw StoreError(sqlite: error)
        }
        writer = SQLiteWriter(pool: pool)
    }

    // Reads and writes wait for their turn in queues, where waiting takes no thread: neither of the cooperative pool,
    // since SQLite blocks on the disk, nor of Dispatch, which has one a processor.

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            pool.asyncRead { database in
                let result: Result<Value, StoreError>
                do throws(StoreError) {
                    result = .success(try body(SQLiteConnection(database: Self.translated(database.get))))
                } catch {
                    result = .failure(error)
                }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await writer.write(body)
    }

    func copy(to path: String) async throws(StoreError) {
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool] in
                do {
                    let copy = try DatabaseQueue(path: path)
                    // A reader's snapshot: writers go on meanwhile, and nothing of what they write is in it.
                    try pool.backup(to: copy)
                    try copy.close()
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(StoreError(sqlite: error)))
                }
            }
        }
        try result.get()
    }

    func findDamage() async throws(StoreError) -> [String] {
        try await read { (db) throws(StoreError) in
            var damage: [String] = []
            for row in try db.all("PRAGMA integrity_check") where try row.text(0) != "ok" {
                damage.append(try row.text(0))
            }
            for row in try db.all("PRAGMA foreign_key_check") {
                damage.append("A row of \(try row.text(0)) refers to one of \(try row.text(2)) that is not there.")
            }
            return damage
        }
    }

    func gatherIntoOneFile() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool] in
                _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
                continuation.resume()
            }
        }
    }

    func holdingBlobs<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value { try await body() }

    func close() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool] in
                try? pool.close()
                continuation.resume()
            }
        }
    }

    private static func translated<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw StoreError(sqlite: error)
        }
    }
}
