extension Schema {
    /// What it takes to find somebody's next task in a time that does not grow with the project.
    ///
    /// `task.turn` is null until a task is first given out and then counts up each time it becomes free for somebody it
    /// was not free for: the order in which tasks that were begun are offered. `dispatch.turn` is the last turn of a
    /// project. All tasks with turns up to `dispatch_progress.turn` were looked at for a person and are not for them.
    /// `task.barred` is the account that may not answer it; 0 for none.
    static func dispatch(_ dialect: Dialect) -> [String] {
        columns(dialect) + content(dialect) + [
            "DROP INDEX task_free",
            "DROP INDEX assignment_live",
            """
            CREATE INDEX task_fresh ON task (project, barred, position, id) WHERE turn IS NULL AND state = 'open'
            """,
            """
            CREATE INDEX task_begun ON task (project, turn)
            WHERE turn IS NOT NULL AND state = 'open' AND leases < wanted
            """,
            // Somebody holds the task they work on and the one after it.
            "CREATE UNIQUE INDEX assignment_live ON assignment (project, annotator, place) WHERE state = 'live'",
        ]
    }

    private static func columns(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE project ADD COLUMN task_order TEXT NOT NULL DEFAULT 'sequential'
                CHECK (task_order IN ('sequential', 'random'))
            """,
            "ALTER TABLE project ADD COLUMN order_seed TEXT NOT NULL DEFAULT '0'",
            """
            ALTER TABLE project ADD COLUMN own_uploads \(dialect.integer) NOT NULL DEFAULT 1
                CHECK (own_uploads IN (0, 1))
            """,
            "ALTER TABLE source ADD COLUMN uploader \(dialect.integer) REFERENCES account (id)",
            "ALTER TABLE task ADD COLUMN barred \(dialect.integer) NOT NULL DEFAULT 0",
            "ALTER TABLE task ADD COLUMN position \(dialect.integer) NOT NULL DEFAULT 0",
            "ALTER TABLE task ADD COLUMN turn \(dialect.integer)",
            "ALTER TABLE assignment ADD COLUMN place \(dialect.integer) NOT NULL DEFAULT 0 CHECK (place IN (0, 1))",
            """
            CREATE TABLE dispatch (
                project \(dialect.integer) PRIMARY KEY REFERENCES project (id),
                turn \(dialect.integer) NOT NULL
            )
            """,
            """
            CREATE TABLE dispatch_progress (
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                turn \(dialect.integer) NOT NULL,
                PRIMARY KEY (project, annotator)
            )
            """,
        ]
    }

    /// Of a database that was in use: tasks keep their order, those begun come first.
    private static func content(_ dialect: Dialect) -> [String] {
        [
            """
            UPDATE source SET uploader = e.actor FROM audit_event e
            JOIN (SELECT MAX(sequence) AS sequence, subject FROM audit_event WHERE action = 'source.added'
                  GROUP BY subject) l ON l.sequence = e.sequence
            WHERE e.subject = 'source ' || source.id
            """,
            """
            UPDATE task SET position = id,
                turn = CASE WHEN EXISTS (SELECT 1 FROM assignment a WHERE a.task = task.id) THEN id END
            """,
            "INSERT INTO dispatch (project, turn) SELECT id, (SELECT COALESCE(MAX(id), 0) FROM task) FROM project",
        ]
    }
}
