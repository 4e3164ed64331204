internal import QuorumCore

/// The database of users, projects, sources, tasks, answers and versions.
///
/// Each method is one transaction. What must never happen (an answer too many, the same person twice) the schema
/// refuses by its constraints. Time is always given by the caller.
package final class LabelStore: Sendable {
    let engine: any Engine

    private init(engine: any Engine) {
        self.engine = engine
    }

    /// Opens the database, making it or bringing it up to date first.
    package static func open(_ location: StoreLocation) async throws(StoreError) -> LabelStore {
        let engine: any Engine =
            switch location {
            case .sqlite(let path): try SQLiteEngine(path: path)
            case .postgres(let url): PostgresEngine(url: url)
            }
        do throws(StoreError) {
            try await Schema.migrate(engine)
        } catch {
            await engine.close()
            throw error
        }
        return LabelStore(engine: engine)
    }

    package func close() async {
        await engine.close()
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await engine.read(body)
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await engine.write(body)
    }
}
