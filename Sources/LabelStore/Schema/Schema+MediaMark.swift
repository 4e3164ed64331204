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
}
