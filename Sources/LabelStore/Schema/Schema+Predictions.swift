extension Schema {
    /// Items that come from elsewhere with names of their own, and what models say of tasks.
    ///
    /// `source.origin` is `import` for a table whose rows became items, of which no blob is kept. `task.item` is the name
    /// of an item, unique in its project. `chunk.group_name` is what must not cross splits, where rows of one file differ.
    /// Of a task's predictions the last is the one that counts. `assignment.prediction` is what somebody was shown as a
    /// suggestion, `annotation.prediction` what their answer began as.
    static func predictions(_ dialect: Dialect) -> [String] {
        items(dialect) + order(dialect) + predictionTables(dialect) + acceptance(dialect) + labels(dialect)
    }

    private static func items(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE source ADD COLUMN origin TEXT NOT NULL DEFAULT 'upload' CHECK (origin IN ('upload', 'import'))
            """,
            "ALTER TABLE chunk ADD COLUMN group_name TEXT",
            "ALTER TABLE task ADD COLUMN item TEXT",
            "CREATE UNIQUE INDEX task_item ON task (project, item) WHERE item IS NOT NULL",
        ]
    }

    /// SQLite changes no constraint of a column, so the column is made anew.
    private static func order(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE project ADD COLUMN any_order TEXT NOT NULL DEFAULT 'sequential'
                CHECK (any_order IN ('sequential', 'random', 'entropy', 'margin'))
            """,
            "UPDATE project SET any_order = task_order",
            "ALTER TABLE project DROP COLUMN task_order",
            "ALTER TABLE project RENAME COLUMN any_order TO task_order",
            "ALTER TABLE project ADD COLUMN prefill \(dialect.integer) NOT NULL DEFAULT 0 CHECK (prefill IN (0, 1))",
        ]
    }

    private static func predictionTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE prediction (
                id \(dialect.identity),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                model TEXT NOT NULL,
                label TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                score \(dialect.real) CHECK (score >= 0 AND score <= 1),
                entropy \(dialect.real) CHECK (entropy >= 0 AND entropy <= 1),
                margin \(dialect.real) CHECK (margin >= 0 AND margin <= 1),
                created_at \(dialect.integer) NOT NULL,
                CHECK ((entropy IS NULL) = (margin IS NULL))
            )
            """,
            "CREATE INDEX prediction_task ON prediction (task, id)",
            "ALTER TABLE assignment ADD COLUMN prediction \(dialect.integer) REFERENCES prediction (id)",
            "ALTER TABLE annotation ADD COLUMN prediction \(dialect.integer) REFERENCES prediction (id)",
        ]
    }

    /// Predictions that were made labels, all of an act at once; `checked` are those that were drawn for people to check.
    private static func acceptance(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE acceptance (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                model TEXT NOT NULL,
                threshold \(dialect.real) NOT NULL CHECK (threshold >= 0 AND threshold <= 1),
                checked_share \(dialect.real) NOT NULL CHECK (checked_share >= 0 AND checked_share <= 1),
                seed TEXT NOT NULL,
                manager \(dialect.integer) NOT NULL REFERENCES account (id),
                created_at \(dialect.integer) NOT NULL,
                undone_at \(dialect.integer),
                undone_by \(dialect.integer) REFERENCES account (id),
                CHECK ((undone_at IS NULL) = (undone_by IS NULL))
            )
            """,
            "CREATE INDEX acceptance_project ON acceptance (project, id)",
            """
            CREATE TABLE acceptance_task (
                acceptance \(dialect.integer) NOT NULL REFERENCES acceptance (id),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                prediction \(dialect.integer) NOT NULL REFERENCES prediction (id),
                outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'checked', 'undone')),
                PRIMARY KEY (acceptance, task)
            )
            """,
            "CREATE INDEX acceptance_task_task ON acceptance_task (task)",
            """
            CREATE TABLE version_prediction (
                version \(dialect.integer) NOT NULL REFERENCES version (id),
                prediction \(dialect.integer) NOT NULL REFERENCES prediction (id),
                PRIMARY KEY (version, prediction)
            )
            """,
        ]
    }

    /// A label that a model gave rests on no answer.
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
                CHECK (
                    support >= 0 AND support <= votes
                    AND (support >= 1 OR method IN ('adjudicated', 'prediction', 'gold')))
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
