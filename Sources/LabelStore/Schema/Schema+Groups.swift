extension Schema {
    /// Tasks that look alike, and what experts do about them.
    ///
    /// A task is in one group at most. `group_act_state` has every group that an act touched, with its state before (null
    /// for a group that the act made) and after; `group_act_move` every task it moved, null for no group; decisions it
    /// made refer to it by `adjudication.group_act`. Together they are what it takes to undo the act.
    static func groups(_ dialect: Dialect) -> [String] {
        tables(dialect) + actTables(dialect) + [
            "ALTER TABLE adjudication ADD COLUMN group_act \(dialect.integer) REFERENCES group_act (id)",
            "CREATE INDEX adjudication_group_act ON adjudication (group_act) WHERE group_act IS NOT NULL",
        ]
    }

    private static let states = "('proposed', 'confirmed', 'settled', 'dissolved')"

    private static func tables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE task_group (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                basis TEXT NOT NULL CHECK (basis IN ('text', 'answer')),
                state TEXT NOT NULL CHECK (state IN \(states)),
                revision \(dialect.integer) NOT NULL DEFAULT 0,
                created_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX task_group_project ON task_group (project, state, id)",
            """
            CREATE TABLE task_group_member (
                task \(dialect.integer) PRIMARY KEY REFERENCES task (id),
                task_group \(dialect.integer) NOT NULL REFERENCES task_group (id)
            )
            """,
            "CREATE INDEX task_group_member_group ON task_group_member (task_group, task)",
        ]
    }

    private static func actTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE group_act (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                task_group \(dialect.integer) NOT NULL REFERENCES task_group (id),
                expert \(dialect.integer) NOT NULL REFERENCES account (id),
                action TEXT NOT NULL
                    CHECK (action IN ('confirm', 'remove', 'split', 'merge', 'settle', 'dissolve')),
                label TEXT,
                note TEXT NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                undone_at \(dialect.integer),
                undone_by \(dialect.integer) REFERENCES account (id),
                CHECK ((action = 'settle') = (label IS NOT NULL)),
                CHECK ((undone_at IS NULL) = (undone_by IS NULL))
            )
            """,
            "CREATE INDEX group_act_project ON group_act (project, id)",
            """
            CREATE TABLE group_act_state (
                act \(dialect.integer) NOT NULL REFERENCES group_act (id),
                task_group \(dialect.integer) NOT NULL REFERENCES task_group (id),
                before_act TEXT CHECK (before_act IN \(states)),
                after_act TEXT NOT NULL CHECK (after_act IN \(states)),
                PRIMARY KEY (act, task_group)
            )
            """,
            "CREATE INDEX group_act_state_group ON group_act_state (task_group, act)",
            """
            CREATE TABLE group_act_move (
                act \(dialect.integer) NOT NULL REFERENCES group_act (id),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                before_act \(dialect.integer) REFERENCES task_group (id),
                after_act \(dialect.integer) REFERENCES task_group (id),
                PRIMARY KEY (act, task)
            )
            """,
        ]
    }
}
