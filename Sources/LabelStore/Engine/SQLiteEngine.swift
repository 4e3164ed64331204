internal import Dispatch
internal import GRDB

/// One SQLite file: a writer that commits durably and readers that never wait for it.
final class SQLiteEngine: Engine {
    fileprivate static let spelling = Dialect(
        identity: "INTEGER PRIMARY KEY AUTOINCREMENT", integer: "INTEGER", real: "REAL", forUpdate: "",
        forUpdateSkippingLocked: "", lockSchema: nil, holdConsensus: nil)

    var dialect: Dialect { Self.spelling }
    private let pool: DatabasePool

    init(path: String) throws(StoreError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // WAL with full synchronous: a commit that returned is on the disk.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        pool = try Self.translated { try DatabasePool(path: path, configuration: configuration) }
    }

    // Reads and writes wait for their turn in GRDB's queues, where waiting takes no thread: neither of the cooperative
    // pool, since SQLite blocks on the disk, nor of Dispatch, which has one a processor.

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            pool.asyncRead { database in
                continuation.resume(
                    returning: Self.result { try body(SQLiteConnection(database: database.get())) })
            }
        }
        return try result.get()
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Self.result { try database.inTransaction(returning: body) })
            }
        }
        return try result.get()
    }

    func close() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool] in
                // The database's own file then holds everything, and can be copied alone.
                _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
                try? pool.close()
                continuation.resume()
            }
        }
    }

    private static func result<Value>(_ body: () throws -> Value) -> Result<Value, StoreError> {
        do throws(StoreError) {
            return .success(try translated(body))
        } catch {
            return .failure(error)
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

extension Database {
    fileprivate func inTransaction<Value>(
        returning body: (any Connection) throws(StoreError) -> Value
    ) throws -> Value {
        var value: Value?
        try inTransaction(.immediate) {
            value = try body(SQLiteConnection(database: self))
            return .commit
        }
        return value!
    }
}

/// A GRDB connection inside a transaction.
private struct SQLiteConnection: Connection {
    let database: Database
    var dialect: Dialect { SQLiteEngine.spelling }

    func query(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> [Row] {
        do {
            let statement = try prepared(sql, arguments)
            let width = statement.columnCount
            var rows: [Row] = []
            let cursor = try GRDB.Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(Row(values: (0..<width).map { SQLValue(row[$0] as DatabaseValue) }))
            }
            return rows
        } catch {
            throw StoreError(sqlite: error)
        }
    }

    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> Int {
        do {
            try prepared(sql, arguments).execute()
            return database.changesCount
        } catch {
            throw StoreError(sqlite: error)
        }
    }

    /// `$1` is a named parameter to SQLite, so each is bound by its name, whatever order they stand in.
    private func prepared(_ sql: String, _ arguments: [any SQLConvertible]) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql)
        var named: [String: (any DatabaseValueConvertible)?] = [:]
        for (index, argument) in arguments.enumerated() {
            named[String(index + 1)] = try argument.sql.checked().databaseValue
        }
        try statement.setArguments(StatementArguments(named))
        return statement
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let value): self = .integer(value)
        case .double(let value): self = .real(value)
        case .string(let value): self = .text(value)
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        }
    }
}

extension StoreError {
    fileprivate init(sqlite error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(answer: error)
        default: self.init(.unavailable, "The database could not be used: \(error).")
        }
    }

    private init(answer error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_CONSTRAINT where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE:
            self.init(.conflict, "It is there already: \(error.message ?? "unique constraint").")
        case .SQLITE_CONSTRAINT:
            self.init(.invalid, "The database refused it: \(error.message ?? "constraint").")
        case .SQLITE_FULL:
            self.init(.diskFull, "The disk is full; free some space and try again.")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM:
            self.init(.unavailable, "The database file cannot be written: \(error.message ?? "input/output error").")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.corrupt, "The database file is damaged: \(error.message ?? "not a database").")
        default:
            self.init(.unavailable, "The database answered: \(error.message ?? "error \(error.resultCode.rawValue)").")
        }
    }
}
