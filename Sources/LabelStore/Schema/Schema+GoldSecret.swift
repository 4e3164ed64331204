extension Schema {
    /// What decides who is served which gold task when: random bits that never leave the database, since whoever knows
    /// them can tell gold from other tasks.
    static func goldSecret(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE project ADD COLUMN gold_secret \(dialect.integer) NOT NULL DEFAULT 0",
            "UPDATE project SET gold_secret = \(dialect.random)",
            "ALTER TABLE gold_progress DROP COLUMN last_task",
        ]
    }
}
