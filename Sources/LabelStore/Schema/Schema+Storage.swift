extension Schema {
    /// Files that come in piece by piece, and what a project takes of files.
    ///
    /// `upload.position` counts the bytes that are on the disk; it is `length` only once the file became `source`.
    /// A project without a row in `storage_rule` takes everything.
    static func storage(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE upload (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                uploader \(dialect.integer) NOT NULL REFERENCES account (id),
                filename TEXT NOT NULL,
                group_name TEXT,
                language TEXT,
                licence TEXT,
                consent TEXT,
                sha256 TEXT,
                length \(dialect.integer) NOT NULL CHECK (length > 0),
                position \(dialect.integer) NOT NULL DEFAULT 0,
                source \(dialect.integer) REFERENCES source (id),
                created_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL,
                CHECK (position >= 0 AND position <= length),
                CHECK ((position = length) = (source IS NOT NULL))
            )
            """,
            "CREATE INDEX upload_project ON upload (project) WHERE source IS NULL",
            "CREATE INDEX upload_expiry ON upload (expires_at)",
            "CREATE INDEX upload_source ON upload (source) WHERE source IS NOT NULL",
            """
            CREATE TABLE storage_rule (
                project \(dialect.integer) PRIMARY KEY REFERENCES project (id),
                quota \(dialect.integer) CHECK (quota >= 0),
                types TEXT NOT NULL DEFAULT '',
                needs_consent \(dialect.integer) NOT NULL DEFAULT 0 CHECK (needs_consent IN (0, 1)),
                needs_licence \(dialect.integer) NOT NULL DEFAULT 0 CHECK (needs_licence IN (0, 1))
            )
            """,
        ]
    }
}
