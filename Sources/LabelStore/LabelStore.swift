internal import QuorumCore
internal import Tracing

/// The database of users, projects, sources, tasks, answers and versions.
///
/// Each method is one transaction. What must never happen (an answer too many, the same person twice) the schema
/// refuses by its constraints. Time is always given by the caller.
package final class LabelStore: Sendable {
    let engine: any Engine

    private init(engine: any Engine) {
        self.engine = engine
    }

    /// Opens the database.
    ///
    /// - Parameter migrating: makes it or brings it up to date first; otherwise its schema has to be this program's.
    package static func open(
        _ location: StoreLocation, migrating: Bool = true
    ) async throws(StoreError) -> LabelStore {
        let engine: any Engine =
            switch location {
            case .sqlite(let path): try SQLiteEngine(path: path)
            case .postgres(let url): PostgresEngine(url: url)
            }
        do throws(StoreError) {
            if migrating { try await Schema.migrate(engine) } else { try await Schema.check(engine) }
        } catch {
            await engine.close()
            throw error
        }
        return LabelStore(engine: engine)
    }

    /// - Parameter intoOneFile: leaves all of an SQLite database in its own file, which can then be copied alone; not for
    ///   one that another process works with, whose writes it would hold up.
    package func close(intoOneFile: Bool = false) async {
        if intoOneFile { await engine.gatherIntoOneFile() }
        await engine.close()
    }

    /// - Parameter operation: what a trace calls it: the method it is in.
    func read<Value: Sendable>(
        operation: StaticString = #function, _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let span = span(operation)
        defer { span?.end() }
        do throws(StoreError) {
            return try await engine.read(body)
        } catch {
            span?.setStatus(SpanStatus(code: .error))
            throw error
        }
    }

    @discardableResult
    func write<Value: Sendable>(
        operation: StaticString = #function, _ body: @escaping @Sendable (any Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let span = span(operation)
        defer { span?.end() }
        do throws(StoreError) {
            guard let request = RepeatableRequest.current else { return try await engine.write(body) }
            return try await engine.write { (db) throws(StoreError) in
                try db.apply(request)
                return try body(db)
            }
        } catch {
            span?.setStatus(SpanStatus(code: .error))
            throw error
        }
    }

    /// A span of a transaction; nil where it is part of no trace, as when a worker looks whether there is a job.
    private func span(_ operation: StaticString) -> (any Span)? {
        guard let context = InstrumentationContext.current else { return nil }
        let name = operation.description.prefix { $0 != "(" }
        let span = startSpan("store \(name)", context: context, ofKind: .client)
        span.updateAttributes {
            $0["db.system.name"] = engine.dialect.isExclusive ? "sqlite" : "postgresql"
            $0["db.operation.name"] = String(name)
        }
        return span
    }
}
