internal import GRDB
internal import Synchronization

/// Writes of many callers in one transaction, so that they share one sync of the disk (group commit).
///
/// Whatever is asked for while a transaction is being made durable goes into the next one. Each write runs in a
/// savepoint of its own: one that fails takes back its own changes alone. Nobody is answered, not even with a refusal,
/// before the transaction is durable, since each may rest on what the writes before it did.
final class SQLiteWriter: Sendable {
    /// Writes in one transaction at most; bounds how long the first of them waits for its answer.
    private static let largestBatch = 128

    /// A write that was asked for.
    private struct Write: Sendable {
        /// Runs inside the open transaction.
        let perform: @Sendable (SQLiteConnection) -> Performed
        /// Answers in its stead, when nothing of it is kept.
        let refuse: @Sendable (StoreError) -> Void
    }

    /// A write that ran in a transaction whose end is still open.
    private struct Performed: Sendable {
        /// Why the write took back what it did.
        let failure: StoreError?
        /// Answers, once the transaction is durable.
        let answer: @Sendable () -> Void
    }

    private struct Queue {
        var waiting: [Write] = []
        /// Whether somebody is working through the queue.
        var isServed = false
    }

    private let pool: DatabasePool
    private let queue = Mutex(Queue())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            add(
                Write(
                    perform: { connection in
                        let result = connection.inSavepoint(body)
                        return Performed(failure: result.failure) { continuation.resume(returning: result) }
                    },
                    refuse: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    private func add(_ write: Write) {
        let startsWork = queue.withLock { queue in
            queue.waiting.append(write)
            defer { queue.isServed = true }
            return !queue.isServed
        }
        guard startsWork else { return }
        pool.asyncWriteWithoutTransaction { [self] database in
            let connection = SQLiteConnection(database: database)
            while let batch = nextBatch() { Self.commit(batch, on: connection) }
        }
    }

    /// The writes that waited longest; nil ends the work when there are none.
    private func nextBatch() -> ArraySlice<Write>? {
        queue.withLock { queue in
            let batch = queue.waiting.prefix(Self.largestBatch)
            queue.waiting.removeFirst(batch.count)
            queue.isServed = !batch.isEmpty
            return batch.isEmpty ? nil : batch
        }
    }

    private static func commit(_ batch: ArraySlice<Write>, on connection: SQLiteConnection) {
        var rest = batch
        while !rest.isEmpty {
            let first = rest.startIndex
            var performed: [Performed] = []
            do throws(StoreError) {
                try transaction(of: &rest, on: connection, performed: &performed)
                for write in performed { write.answer() }
            } catch {
                // Where there could be no transaction, none of them can be tried.
                if performed.isEmpty { rest = [] }
                for write in batch[first..<(performed.isEmpty ? batch.endIndex : rest.startIndex)] {
                    write.refuse(error)
                }
            }
        }
    }

    /// Runs writes off the front of `rest` in one transaction; one that ends the transaction is the last.
    ///
    /// - Throws: when nothing of it was kept.
    private static func transaction(
        of rest: inout ArraySlice<Write>, on connection: SQLiteConnection, performed: inout [Performed]
    ) throws(StoreError) {
        try connection.run("BEGIN IMMEDIATE")
        while let write = rest.popFirst() {
            let done = write.perform(connection)
            performed.append(done)
            // A full disk makes SQLite take everything back by itself.
            guard connection.isInTransaction else {
                throw done.failure ?? StoreError(.unavailable, "The database did not keep the change; try again.")
            }
        }
        do throws(StoreError) {
            try connection.run("COMMIT")
        } catch {
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            throw error
        }
    }
}

extension SQLiteConnection {
    /// Runs a write; one that fails leaves nothing behind.
    fileprivate func inSavepoint<Value>(
        _ body: (any Connection) throws(StoreError) -> Value
    ) -> Result<Value, StoreError> {
        do throws(StoreError) {
            try run("SAVEPOINT one")
            let value = try body(self)
            try run("RELEASE one")
            return .success(value)
        } catch {
            if isInTransaction {
                _ = try? run("ROLLBACK TO one")
                _ = try? run("RELEASE one")
            }
            return .failure(error)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
