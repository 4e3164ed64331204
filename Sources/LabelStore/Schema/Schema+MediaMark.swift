extension Schema {
    /// Which deployment this is, and what it last wrote at the place of its files to say that they are its own. A row at the
    /// most; a restored copy of a database has none.
    static func mediaMark(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE media_mark (
                id \(dialect.integer) PRIMARY KEY CHECK (id = 1),
                deployment TEXT NOT NULL,
                place TEXT NOT NULL,
                turn TEXT,
                next_turn TEXT,
                swept_at \(dialect.integer)
            )
            """
        ]
    }

    /// Since when the place is this deployment's own, and whether the files that the database names stayed where they were
    /// when it was restored.
    static func mediaMarkAge(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE media_mark ADD COLUMN taken_at \(dialect.integer)",
            "ALTER TABLE media_location ADD COLUMN restored \(dialect.integer) NOT NULL DEFAULT 0",
        ]
    }
}
