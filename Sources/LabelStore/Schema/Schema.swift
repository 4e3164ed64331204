/// The database's tables, built by migrations that never change once released.
enum Schema {
    private static let migrations: [@Sendable (Dialect) -> [String]] = [
        firstTables, dispatch, adjudication, wordQuorum, access, kinds, predictions, workers, gold, idempotency,
        projectTokens, storage, erasure, groups, goldSecret, webhooks, mediaLocation, erasureIndexes, identities,
        pausedWebhooks, mediaMark, mediaMarkAge,
    ]

    /// - Throws: `.invalid` for a database that another version of the program keeps.
    static func check(_ engine: any Engine) async throws(StoreError) {
        let present = try await engine.read { (db) throws(StoreError) in
            try db.one("SELECT COALESCE(MAX(version), 0) FROM schema_version").int(0)
        }
        guard present == migrations.count else {
            throw StoreError(
                .invalid,
                "The database has schema \(present) and this Quorum works with \(migrations.count): use the version that "
                    + "serves it, or let quorum serve of this one bring it up to date.")
        }
    }

    /// Runs the migrations the database has not seen.
    static func migrate(_ engine: any Engine) async throws(StoreError) {
        try await engine.write { (db) throws(StoreError) in
            if let lock = db.dialect.lockSchema { _ = try db.all(lock) }
            try db.run("CREATE TABLE IF NOT EXISTS schema_version (version \(db.dialect.integer) NOT NULL)")
            let present = try db.one("SELECT COALESCE(MAX(version), 0) FROM schema_version").int(0)
            guard present <= migrations.count else {
                throw StoreError(
                    .invalid,
                    "The database was made by a newer Quorum (schema \(present), this one knows \(migrations.count)); "
                        + "install that version or a later one.")
            }
            for (index, migration) in migrations.enumerated().dropFirst(present) {
                for statement in migration(db.dialect) { try db.run(statement) }
                try db.run("INSERT INTO schema_version (version) VALUES ($1)", index + 1)
            }
        }
    }
}
