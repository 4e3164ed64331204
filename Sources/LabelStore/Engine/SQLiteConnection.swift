internal import GRDB
internal import GRDBSQLite
internal import Glibc

/// A connection that GRDB opened, its statements bound and read without GRDB's detours: several run in every answer.
struct SQLiteConnection: Connection {
    let database: Database
    var dialect: Dialect { SQLiteEngine.spelling }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

    func query(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> [Row] {
        let statement = try bound(sql, arguments)
        defer { sqlite3_reset(statement) }
        let width = sqlite3_column_count(statement)
        var values: [SQLValue] = []
        while try step(statement) {
            for column in 0..<width { values.append(SQLValue(statement, column: column)) }
        }
        return Row.rows(of: values, width: Int(width))
    }

    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> Int {
        let statement = try bound(sql, arguments)
        defer { sqlite3_reset(statement) }
        while try step(statement) {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    func insert(_ rows: [[SQLValue]], into table: String, _ columns: [String]) throws(StoreError) {
        // Many in a statement share the work of beginning it, in each index of the table, and of noting the pages that it
        // changes, in case it is taken back.
        var rest = rows[...]
        for length in [512, 32, 1] {
            let whole = rest.prefix(rest.count - rest.count % length)
            try insert(whole, into: table, columns, together: length)
            rest = rest[whole.endIndex...]
        }
    }

    private func insert(
        _ rows: ArraySlice<[SQLValue]>, into table: String, _ columns: [String], together length: Int
    ) throws(StoreError) {
        guard !rows.isEmpty else { return }
        let places = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
        let all = Array(repeating: places, count: length).joined(separator: ", ")
        let statement = try bound(
            "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(all)",
            Array(repeating: SQLValue.null, count: columns.count * length))
        defer {
            sqlite3_reset(statement)
            // The statement stays for the next rows; texts need not.
            sqlite3_clear_bindings(statement)
        }
        for start in stride(from: rows.startIndex, to: rows.endIndex, by: length) {
            sqlite3_reset(statement)
            var place: Int32 = 1
            for row in rows[start..<start + length] {
                for value in row {
                    guard try value.checked().bind(to: statement, at: place) == SQLITE_OK else { throw failure }
                    place += 1
                }
            }
            while try step(statement) {}
        }
    }

    /// A statement of GRDB's cache, ready to run.
    ///
    /// `$1` is a named parameter to SQLite, whose place is where it first stands in the statement.
    private func bound(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> OpaquePointer {
        let statement: OpaquePointer
        do {
            statement = try database.cachedStatement(sql: sql).sqliteStatement
        } catch {
            throw StoreError(sqlite: error)
        }
        guard Int(sqlite3_bind_parameter_count(statement)) == arguments.count else {
            throw StoreError(.corrupt, "A statement was given \(arguments.count) arguments: \(sql)")
        }
        for place in 0..<arguments.count {
            // One without a name is known by its place alone.
            let name = sqlite3_bind_parameter_name(statement, Int32(place + 1))
            let index = name.map { Int(atoi($0 + 1)) - 1 } ?? place
            guard arguments.indices.contains(index) else {
                throw StoreError(.corrupt, "A statement has a parameter $\(index + 1): \(sql)")
            }
            guard try arguments[index].sql.checked().bind(to: statement, at: Int32(place + 1)) == SQLITE_OK else {
                throw failure
            }
        }
        return statement
    }

    /// - Returns: whether there is a row to read.
    private func step(_ statement: OpaquePointer) throws(StoreError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw failure
        }
    }

    /// What the last call failed of.
    private var failure: StoreError {
        let connection = database.sqliteConnection
        return StoreError(
            sqlite: DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) }))
    }
}

extension SQLValue {
    fileprivate init(_ statement: OpaquePointer, column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_NULL: self = .null
        default:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// - Returns: SQLite's result code.
    fileprivate func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let value): return sqlite3_bind_int64(statement, place, value)
        case .real(let value): return sqlite3_bind_double(statement, place, value)
        case .text(var value):
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), copied)
                }
            }
        }
    }
}

/// Tells SQLite to copy what it is given before the call returns (`SQLITE_TRANSIENT`).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
