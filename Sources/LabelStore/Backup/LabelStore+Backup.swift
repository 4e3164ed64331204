extension LabelStore {
    /// Writes the database as it is at one moment to a new file, while it is in use.
    ///
    /// - Throws: `.invalid` for a PostgreSQL database, which pg_dump backs up.
    package func copy(to path: String) async throws(StoreError) {
        try await engine.copy(to: path)
    }

    /// Looks for damage: broken pages and indexes, rows that refer to nothing.
    ///
    /// - Returns: what is wrong, in the database's words; empty when nothing is.
    package func findDamage() async throws(StoreError) -> [String] {
        try await engine.findDamage()
    }
}
