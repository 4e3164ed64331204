extension Schema {
    /// When files that nothing names were last looked for, and what the service calls itself in a storage that it shares
    /// with no other: a copy of the database is not to remove what it does not know.
    static func strays(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE media_location ADD COLUMN swept_at \(dialect.integer)",
            "ALTER TABLE media_location ADD COLUMN owner TEXT",
        ]
    }
}
