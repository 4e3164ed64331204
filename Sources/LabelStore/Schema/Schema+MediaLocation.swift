extension Schema {
    /// Where uploads, chunks and results are kept, in one row: what a server, a worker or a command would look for
    /// elsewhere seems lost, and what it would remove elsewhere stays.
    static func mediaLocation(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE media_location (
                id \(dialect.integer) PRIMARY KEY CHECK (id = 1),
                name TEXT NOT NULL
            )
            """
        ]
    }
}
