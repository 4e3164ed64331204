extension Schema {
    /// What experts do about contested tasks, and the labels they give.
    ///
    /// A task that was put aside stays `contested` in `task.state`, with `task.discarded` set.
    static func adjudication(_ dialect: Dialect) -> [String] {
        projects(dialect) + acts(dialect) + labels(dialect)
    }

    private static func projects(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE project ADD COLUMN experts \(dialect.integer) NOT NULL DEFAULT 1 CHECK (experts IN (1, 2))",
            """
            CREATE TABLE project_error_kind (
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                ordinal \(dialect.integer) NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (project, ordinal),
                UNIQUE (project, name)
            )
            """,
        ]
            + errorKinds(
                of: "transcription",
                [
                    "word misheard", "word left out", "word added", "spelling", "number or name", "unintelligible",
                    "cut inside a word", "guidelines unclear",
                ])
            + errorKinds(
                of: "classification",
                ["wrong label", "several labels fit", "no label fits", "item unreadable", "guidelines unclear"])
    }

    /// Gives the projects there are the kinds of error that new ones have by default.
    private static func errorKinds(of kind: String, _ names: [String]) -> [String] {
        names.enumerated().map { ordinal, name in
            """
            INSERT INTO project_error_kind (project, ordinal, name)
            SELECT id, \(ordinal), '\(name)' FROM project WHERE kind = '\(kind)'
            """
        }
    }

    private static func acts(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE task ADD COLUMN discarded \(dialect.integer) NOT NULL DEFAULT 0
                CHECK (discarded = 0 OR (discarded = 1 AND state = 'contested'))
            """,
            "DROP INDEX task_state",
            "CREATE INDEX task_state ON task (project, state, discarded, id)",
            """
            CREATE TABLE adjudication (
                id \(dialect.identity),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                expert \(dialect.integer) NOT NULL REFERENCES account (id),
                action TEXT NOT NULL CHECK (action IN ('decide', 'more_votes', 'discard')),
                label TEXT,
                answer_key TEXT,
                votes \(dialect.integer) CHECK (votes > 0),
                note TEXT NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                undone_at \(dialect.integer),
                undone_by \(dialect.integer) REFERENCES account (id),
                CHECK ((action = 'decide') = (label IS NOT NULL)),
                CHECK ((action = 'decide') = (answer_key IS NOT NULL)),
                CHECK ((action = 'more_votes') = (votes IS NOT NULL)),
                CHECK ((undone_at IS NULL) = (undone_by IS NULL))
            )
            """,
            "CREATE INDEX adjudication_task ON adjudication (task, id)",
            """
            CREATE UNIQUE INDEX adjudication_opinion ON adjudication (task, expert)
            WHERE undone_at IS NULL AND action <> 'more_votes'
            """,
            """
            CREATE TABLE adjudication_error (
                adjudication \(dialect.integer) NOT NULL REFERENCES adjudication (id),
                name TEXT NOT NULL,
                PRIMARY KEY (adjudication, name)
            )
            """,
            """
            CREATE TABLE version_adjudication (
                version \(dialect.integer) NOT NULL REFERENCES version (id),
                adjudication \(dialect.integer) NOT NULL REFERENCES adjudication (id),
                PRIMARY KEY (version, adjudication)
            )
            """,
        ]
    }

    /// A label that experts gave need not match any answer.
    private static func labels(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE label (
                task \(dialect.integer) PRIMARY KEY REFERENCES task (id),
                label TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                support \(dialect.integer) NOT NULL,
                votes \(dialect.integer) NOT NULL,
                method TEXT NOT NULL,
                decided_at \(dialect.integer) NOT NULL,
                CHECK (support >= 0 AND support <= votes AND (support >= 1 OR method = 'adjudicated'))
            )
            """,
            """
            INSERT INTO label (task, label, answer_key, support, votes, method, decided_at)
            SELECT task, label, answer_key, support, votes, method, decided_at FROM consensus
            """,
            "DROP TABLE consensus",
            "ALTER TABLE label RENAME TO consensus",
        ]
    }
}
