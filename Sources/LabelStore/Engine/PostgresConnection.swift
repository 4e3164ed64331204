internal import CPostgres

/// One libpq connection, opened when first needed and again when it broke. Used by one transaction at a time.
final class PostgresConnection: Connection, @unchecked Sendable {
    var dialect: Dialect { PostgresEngine.spelling }
    /// Whether the last failure was a deadlock or a clash of transactions, so that another attempt may succeed.
    private(set) var wasBrokenOffForAnother = false
    /// Bytes that are sent at once when many rows are added.
    private static let copyLength = 1 << 16
    private let url: String
    private var handle: OpaquePointer?
    /// Names of statements the server has parsed on this connection, by their text.
    private var prepared: [String: String] = [:]

    init(url: String) {
        self.url = url
    }

    deinit { close() }

    func close() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
    }

    /// Starts a transaction; over a new connection where the one there is broke since it was last used, as when the
    /// server was restarted.
    func begin(_ sql: String) throws(StoreError) {
        try connect()
        do throws(StoreError) {
            try command(sql)
        } catch {
            guard PQstatus(handle) != CONNECTION_OK else { throw error }
            try connect()
            try command(sql)
        }
    }

    private static let remedy =
        "write postgres://USER:PASSWORD@HOST:5432/NAME, and as %40 and the like what is no letter or digit in the password"

    /// Whether the client library takes the address as it is meant: of another one its words may hold a part of the
    /// password.
    private var isPlainAddress: Bool {
        let options = PQconninfoParse(url, nil)
        PQconninfoFree(options)
        guard options != nil else { return false }
        guard let start = url.firstRange(of: "://")?.upperBound else { return true }
        let authority = url[start...].prefix { $0 != "/" && $0 != "?" }
        return !url[authority.endIndex...].contains("@") && authority.count { $0 == "@" } <= 1
    }

    /// Does nothing while the connection stands.
    private func connect() throws(StoreError) {
        wasBrokenOffForAnother = false
        if let handle, PQstatus(handle) == CONNECTION_OK { return }
        close()
        if let problem = quorum_libpq_load() {
            throw StoreError(
                .unavailable,
                "PostgreSQL's client library cannot be loaded (\(String(cString: problem))); install libpq5.")
        }
        let options = ["dbname", "client_encoding", "application_name", "connect_timeout"]
        let values = [url, "UTF8", "quorum", "10"]
        handle = withCStrings(options) { names in
            withCStrings(values) { PQconnectdbParams(names, $0, 1) }
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = isPlainAddress ? message : "its address may be misspelt; \(Self.remedy)"
            close()
            throw StoreError(.unavailable, "PostgreSQL cannot be reached: \(reason)")
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    /// Runs a statement without arguments or result.
    func command(_ sql: String) throws(StoreError) {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, sql) }
        // A transaction that failed inside answers COMMIT with ROLLBACK.
        guard sql != "COMMIT" || String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw StoreError(.unavailable, "The database did not keep the change; try again.")
        }
    }

    func rollBack() {
        guard let handle, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        PQclear(PQexec(handle, "ROLLBACK"))
    }

    func query(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> [Row] {
        let result = try executed(sql, arguments)
        defer { PQclear(result) }
        let width = PQnfields(result)
        let types = (0..<width).map { PQftype(result, $0) }
        var values: [SQLValue] = []
        values.reserveCapacity(Int(PQntuples(result)) * Int(width))
        for row in 0..<PQntuples(result) {
            for column in 0..<width {
                values.append(try value(of: result, row, column, type: types[Int(column)]))
            }
        }
        return Row.rows(of: values, width: Int(width))
    }

    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> Int {
        let result = try executed(sql, arguments)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func insert(_ rows: [[SQLValue]], into table: String, _ columns: [String]) throws(StoreError) {
        guard !rows.isEmpty else { return }
        let sql = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"
        let begun = PQexec(handle, sql)
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw failure(begun, sql) }
        var text = CopyText()
        for row in rows {
            for value in row { text.add(try value.checked()) }
            text.endRow()
            if text.bytes.count >= Self.copyLength { try send(&text, sql) }
        }
        try send(&text, sql)
        guard PQputCopyEnd(handle, nil) == 1 else { throw failure(nil, sql) }
        // One result for the COPY, then none: the connection is ready again.
        while let result = PQgetResult(handle) {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, sql) }
        }
    }

    private func send(_ text: inout CopyText, _ sql: String) throws(StoreError) {
        let sent = text.bytes.withUnsafeBytes {
            PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        guard sent == 1 else { throw failure(nil, sql) }
        text.bytes.removeAll(keepingCapacity: true)
    }

    /// The caller clears the result.
    private func executed(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> OpaquePointer? {
        var values: [String?] = []
        for argument in arguments { values.append(try argument.sql.checked().parameter) }
        let name = try statement(sql)
        let result = withCStrings(values) {
            PQexecPrepared(handle, name, Int32(values.count), $0, nil, nil, 0)
        }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
        default:
            defer { PQclear(result) }
            throw failure(result, sql)
        }
    }

    private func statement(_ sql: String) throws(StoreError) -> String {
        if let name = prepared[sql] { return name }
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, sql, 0, nil)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, sql) }
        prepared[sql] = name
        return name
    }

    private func value(
        of result: OpaquePointer?, _ row: Int32, _ column: Int32, type: Oid
    ) throws(StoreError) -> SQLValue {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let text = String(cString: PQgetvalue(result, row, column))
        switch type {
        case PostgresType.smallint, PostgresType.integer, PostgresType.bigint, PostgresType.numeric:
            guard let value = Int64(text) else { break }
            return .integer(value)
        case PostgresType.real, PostgresType.double:
            guard let value = Double(text) else { break }
            return .real(value)
        default: return .text(text)
        }
        throw StoreError(.corrupt, "The database answered \(text) where a number was expected.")
    }

    private var message: String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: "; ")
    }

    private func failure(_ result: OpaquePointer?, _ sql: String) -> StoreError {
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let reason = message
        // What a row refers to may have gone between looking and writing: looking again tells.
        wasBrokenOffForAnother = state == "40001" || state == "40P01" || state == "23503"
        switch state {
        case "23505": return .isThere
        case "23503": return .isGone
        case _ where state.hasPrefix("23"):
            let name = PQresultErrorField(result, Int32(UInt8(ascii: "n"))).map { String(cString: $0) } ?? state
            return StoreError(.corrupt, "The database refused it by its constraint \(name).")
        case "53100": return StoreError(.diskFull, "The database's disk is full; free some space and try again.")
        default: return StoreError(.unavailable, "PostgreSQL answered: \(reason)")
        }
    }
}

/// Rows in the text format of `COPY`.
private struct CopyText {
    var bytes: [UInt8] = []
    private var isFirst = true

    mutating func add(_ value: SQLValue) {
        if !isFirst { bytes.append(UInt8(ascii: "\t")) }
        isFirst = false
        guard let text = value.parameter else {
            bytes.append(contentsOf: "\\N".utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
            default: bytes.append(byte)
            }
        }
    }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }
}

/// Object identifiers of built-in types, from PostgreSQL's catalog `pg_type`.
private enum PostgresType {
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let real: Oid = 700
    static let double: Oid = 701
    static let numeric: Oid = 1700
}

extension SQLValue {
    /// The text form in which a parameter goes over the wire.
    fileprivate var parameter: String? {
        switch self {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        }
    }
}

/// Calls `body` with a C array of C strings, ended by a null pointer.
private func withCStrings<Result>(
    _ strings: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    var bytes: [CChar] = []
    var offsets: [Int?] = []
    for string in strings {
        offsets.append(string == nil ? nil : bytes.count)
        guard let string else { continue }
        bytes.append(contentsOf: string.utf8.lazy.map(CChar.init(bitPattern:)))
        bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { buffer in
        let pointers = offsets.map { offset in offset.map { buffer.baseAddress! + $0 } } + [nil]
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}
