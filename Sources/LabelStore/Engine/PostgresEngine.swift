internal import Dispatch
internal import Synchronization

/// A pool of PostgreSQL connections. A transaction has one to itself; those that find none wait in order.
final class PostgresEngine: Engine {
    static let spelling = Dialect(
        identity: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", integer: "BIGINT", real: "DOUBLE PRECISION",
        random: "('x' || SUBSTR(MD5(gen_random_uuid()::TEXT), 1, 16))::BIT(64)::BIGINT",
        forUpdate: "FOR NO KEY UPDATE", forShare: "FOR SHARE", forKeyShare: "FOR KEY SHARE",
        forUpdateSkippingLocked: "FOR NO KEY UPDATE SKIP LOCKED",
        lockSchema: "SELECT pg_advisory_xact_lock(8169271038)",
        lockImports: "SELECT pg_advisory_xact_lock(816927103, CAST($1 AS INTEGER))",
        overwriteDeleted: nil,
        holdConsensus: "LOCK TABLE consensus IN SHARE MODE")

    private static let connections = 8
    /// How often a transaction runs that the database broke off for the sake of another.
    private static let attempts = 10

    var dialect: Dialect { Self.spelling }
    private let url: String
    private let queue = DispatchQueue(label: "quorum.postgres", attributes: .concurrent)
    private let pool = Mutex(Pool())

    private struct Pool {
        var idle: [PostgresConnection] = []
        var open = 0
        var waiting: [CheckedContinuation<PostgresConnection?, Never>] = []
        var isClosed = false
    }

    init(url: String) {
        self.url = url
    }

    func copy(to path: String) async throws(StoreError) {
        throw StoreError(.invalid, "A PostgreSQL database is backed up with pg_dump.")
    }

    /// The server checks its pages and references itself.
    func findDamage() async throws(StoreError) -> [String] { [] }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
    }

    func gatherIntoOneFile() async {}

    func holdingBlobs<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let connection = try await borrow()
        let hold = await run { () throws(StoreError) in
            try connection.begin("BEGIN")
            _ = try connection.query("SELECT pg_advisory_xact_lock(816927104)", [])
        }
        let result: Result<Value, any Error>
        do {
            try hold.get()
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        _ = await run { () throws(StoreError) in connection.rollBack() }
        giveBack(connection)
        return try result.get()
    }

    func close() async {
        let (idle, waiting) = pool.withLock { pool in
            pool.isClosed = true
            defer { (pool.idle, pool.waiting) = ([], []) }
            return (pool.idle, pool.waiting)
        }
        for connection in idle { connection.close() }
        for waiter in waiting { waiter.resume(returning: nil) }
    }

    private func transaction<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let connection = try await borrow()
        let result = await run { () throws(StoreError) in try Self.attempt(on: connection, begin, body).get() }
        giveBack(connection)
        return try result.get()
    }

    /// Off the cooperative pool, since libpq blocks on the network.
    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Value
    ) async -> Result<Value, StoreError> {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(StoreError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
    }

    private static func attempt<Value>(
        on connection: PostgresConnection, _ begin: String,
        _ body: (any Connection) throws(StoreError) -> Value
    ) -> Result<Value, StoreError> {
        var attempt = 1
        while true {
            do throws(StoreError) {
                try connection.begin(begin)
                let value = try body(connection)
                try connection.command("COMMIT")
                return .success(value)
            } catch {
                connection.rollBack()
                guard connection.wasBrokenOffForAnother, attempt < attempts else { return .failure(error) }
                attempt += 1
            }
        }
    }

    private func borrow() async throws(StoreError) -> PostgresConnection {
        let connection: PostgresConnection? = await withCheckedContinuation { continuation in
            let ready: PostgresConnection?? = pool.withLock { pool in
                if pool.isClosed { return .some(nil) }
                if let idle = pool.idle.popLast() { return idle }
                if pool.open < Self.connections {
                    pool.open += 1
                    return PostgresConnection(url: url)
                }
                pool.waiting.append(continuation)
                return .none
            }
            if let ready { continuation.resume(returning: ready) }
        }
        guard let connection else { throw StoreError(.unavailable, "The database is closed.") }
        return connection
    }

    private func giveBack(_ connection: PostgresConnection) {
        let next: CheckedContinuation<PostgresConnection?, Never>? = pool.withLock { pool in
            if pool.isClosed { return nil }
            if !pool.waiting.isEmpty { return pool.waiting.removeFirst() }
            pool.idle.append(connection)
            return nil
        }
        next?.resume(returning: connection)
    }
}
