extension Schema {
    /// Jobs that several worker processes share, and the count of wrong passwords that several servers share.
    ///
    /// `job.attempt` counts how often a job was claimed, and tells the claims on it apart. `job.failures` counts the
    /// attempts that broke off. `job.due_at` is when a queued job may be claimed, and when one that runs may be taken
    /// over: its worker puts that off again and again.
    ///
    /// SQLite changes no constraint of a column, so the state is made anew.
    static func workers(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE job ADD COLUMN any_state TEXT NOT NULL DEFAULT 'queued'
                CHECK (any_state IN ('queued', 'running', 'done', 'failed', 'cancelled'))
            """,
            "UPDATE job SET any_state = state",
            "DROP INDEX job_waiting",
            "ALTER TABLE job DROP COLUMN state",
            "ALTER TABLE job RENAME COLUMN any_state TO state",
            "CREATE INDEX job_waiting ON job (id) WHERE state IN ('queued', 'running')",
            "ALTER TABLE job ADD COLUMN attempt \(dialect.integer) NOT NULL DEFAULT 0 CHECK (attempt >= 0)",
            "ALTER TABLE job ADD COLUMN failures \(dialect.integer) NOT NULL DEFAULT 0 CHECK (failures >= 0)",
            "ALTER TABLE job ADD COLUMN due_at \(dialect.integer) NOT NULL DEFAULT 0",
            "ALTER TABLE job ADD COLUMN worker TEXT",
            "ALTER TABLE job ADD COLUMN stage TEXT",
            """
            ALTER TABLE job ADD COLUMN progress \(dialect.real) NOT NULL DEFAULT 0
                CHECK (progress >= 0 AND progress <= 1)
            """,
            "UPDATE job SET progress = 1 WHERE state = 'done'",
            """
            CREATE TABLE login_failure (
                key TEXT PRIMARY KEY,
                count \(dialect.integer) NOT NULL,
                last_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX login_failure_age ON login_failure (last_at)",
        ]
    }
}
