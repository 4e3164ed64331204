extension Schema {
    /// Tasks whose right answer is known, how people did on them, and who is asked nothing for now.
    ///
    /// A gold task is settled with the method `gold` and never begun: it stands in none of the orders of dispatch. Its
    /// answers are counted in `gold_answer` and nowhere else. `gold_progress.last_task` is the last gold task a person was
    /// given. An answer with `annotation.pause` was set aside when its annotator was paused, and does not count.
    static func gold(_ dialect: Dialect) -> [String] {
        projects(dialect) + tasks(dialect) + pauses(dialect)
    }

    private static func projects(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE project ADD COLUMN gold_rate \(dialect.real) NOT NULL DEFAULT 0
                CHECK (gold_rate >= 0 AND gold_rate <= 1)
            """,
            """
            ALTER TABLE project ADD COLUMN gold_feedback \(dialect.integer) NOT NULL DEFAULT 0
                CHECK (gold_feedback IN (0, 1))
            """,
            """
            ALTER TABLE project ADD COLUMN gold_accuracy \(dialect.real)
                CHECK (gold_accuracy >= 0 AND gold_accuracy <= 1)
            """,
            """
            ALTER TABLE project ADD COLUMN gold_answers \(dialect.integer) NOT NULL DEFAULT 10
                CHECK (gold_answers >= 1)
            """,
        ]
    }

    private static func tasks(_ dialect: Dialect) -> [String] {
        [
            "ALTER TABLE task ADD COLUMN gold \(dialect.integer) NOT NULL DEFAULT 0 CHECK (gold IN (0, 1))",
            "CREATE INDEX task_gold ON task (project, id) WHERE gold = 1",
            """
            CREATE TABLE gold (
                id \(dialect.identity),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                answer TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                created_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX gold_task ON gold (task, id)",
            """
            CREATE TABLE gold_progress (
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                served \(dialect.integer) NOT NULL,
                last_task \(dialect.integer) NOT NULL,
                PRIMARY KEY (project, annotator)
            )
            """,
            """
            CREATE TABLE gold_answer (
                annotation \(dialect.integer) PRIMARY KEY REFERENCES annotation (id),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                matches \(dialect.integer) NOT NULL CHECK (matches IN (0, 1))
            )
            """,
            "CREATE INDEX gold_answer_person ON gold_answer (project, annotator, annotation)",
        ]
    }

    private static func pauses(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE pause (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                reason TEXT NOT NULL CHECK (reason IN ('gold', 'manager')),
                created_at \(dialect.integer) NOT NULL,
                last_annotation \(dialect.integer) NOT NULL,
                lifted_at \(dialect.integer),
                lifted_by \(dialect.integer) REFERENCES account (id),
                CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
            )
            """,
            "CREATE UNIQUE INDEX pause_open ON pause (project, annotator) WHERE lifted_at IS NULL",
            "CREATE INDEX pause_annotator ON pause (annotator, project)",
            "ALTER TABLE annotation ADD COLUMN pause \(dialect.integer) REFERENCES pause (id)",
            "CREATE INDEX annotation_pause ON annotation (pause) WHERE pause IS NOT NULL",
        ]
    }
}
