/// A database that runs transactions; what SQLite and PostgreSQL do differently stands in their own files.
protocol Engine: Sendable {
    var dialect: Dialect { get }

    /// Runs statements that change nothing, all against one state of the database.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value

    /// Runs statements that all take effect, durably, or none does.
    ///
    /// The body may run more than once when the database asks for a retry, so it changes nothing but the database.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value

    /// Writes the database as it is at one moment to a new file.
    func copy(to path: String) async throws(StoreError)

    /// What is wrong with the database's pages, indexes and references, in its own words.
    func findDamage() async throws(StoreError) -> [String]

    /// Leaves the database in one file, if it is made of files.
    func gatherIntoOneFile() async

    /// Calls `body` while no other process is in such a call that does not share a folder with this one.
    func holdingBlobs<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value

    func close() async
}

/// Statements inside a transaction. Placeholders are `$1`, `$2`, … in both databases.
protocol Connection {
    var dialect: Dialect { get }

    func query(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> [Row]

    /// - Returns: how many rows changed.
    func execute(_ sql: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> Int

    /// Adds many rows, faster than a statement each.
    func insert(_ rows: [[SQLValue]], into table: String, _ columns: [String]) throws(StoreError)
}

extension Connection {
    func all(_ sql: String, _ arguments: any SQLConvertible...) throws(StoreError) -> [Row] {
        try query(sql, arguments)
    }

    func first(_ sql: String, _ arguments: any SQLConvertible...) throws(StoreError) -> Row? {
        try query(sql, arguments).first
    }

    /// The only row of a statement that always gives one, such as `INSERT … RETURNING`.
    func one(_ sql: String, _ arguments: any SQLConvertible...) throws(StoreError) -> Row {
        guard let row = try query(sql, arguments).first else {
            throw StoreError(.corrupt, "A statement that always gives a row gave none: \(sql)")
        }
        return row
    }

    @discardableResult
    func run(_ sql: String, _ arguments: any SQLConvertible...) throws(StoreError) -> Int {
        try execute(sql, arguments)
    }
}

extension Connection {
    /// Rows of a statement for each of many values, asked for a page at a time.
    ///
    /// - Parameter sql: makes the statement; `list` stands after `IN`.
    func query(
        _ values: [any SQLConvertible], after arguments: [any SQLConvertible], _ sql: (_ list: String) -> String
    ) throws(StoreError) -> [Row] {
        let length = 64
        let first = arguments.count + 1
        let list = (first..<first + length).map { "$\($0)" }.joined(separator: ", ")
        let statement = sql("(\(list))")
        var rows: [Row] = []
        for start in stride(from: 0, to: values.count, by: length) {
            var page = Array(values[start..<min(start + length, values.count)])
            // One text for all pages, so that it is parsed once.
            while page.count < length { page.append(page[0]) }
            rows += try query(statement, arguments + page)
        }
        return rows
    }
}

/// The few words on which the databases differ.
struct Dialect: Sendable {
    /// Column type of a key that counts up by itself and is never used twice.
    let identity: String
    /// 64-bit integer.
    let integer: String
    /// 64-bit floating point.
    let real: String
    /// A random 64-bit integer, another in each row.
    let random: String
    /// Ends a `SELECT` whose rows nobody else may change until the transaction ends; others may still refer to them by
    /// foreign keys. Empty where a writing transaction is alone anyway.
    let forUpdate: String
    /// Ends a `SELECT` whose rows nobody may change until the transaction ends, though others may hold them so too.
    let forShare: String
    /// Ends a `SELECT` whose rows nobody may remove until the transaction ends.
    let forKeyShare: String
    /// As `forUpdate`, but rows that somebody else holds are left out rather than waited for.
    let forUpdateSkippingLocked: String
    /// Waits until no other process changes the schema.
    let lockSchema: String?
    /// Waits until no other process imports into the project `$1`.
    let lockImports: String?
    /// Has what is deleted overwritten in the file, not only given free; nil where that cannot be had.
    let overwriteDeleted: String?
    /// Waits until nobody is settling a task, and lets nobody until the transaction ends.
    let holdConsensus: String?
}

extension Dialect {
    /// Whether a writing transaction is alone in the database, so that what it reads stays as it is.
    var isExclusive: Bool { forUpdate.isEmpty }

    /// `forUpdate` for the rows of one of several tables.
    func forUpdate(of alias: String) -> String {
        isExclusive ? "" : "\(forUpdate) OF \(alias)"
    }
}
