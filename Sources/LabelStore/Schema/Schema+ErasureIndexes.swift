extension Schema {
    /// By what rows that go with erased data are looked for, where `erasure` left it out.
    static func erasureIndexes(_ dialect: Dialect) -> [String] {
        [
            "CREATE INDEX group_act_move_task ON group_act_move (task)",
            "CREATE INDEX version_example_group ON version_example (version, group_name)",
            "CREATE INDEX audit_event_source_failed ON audit_event (subject) WHERE action = 'source.failed'",
        ]
    }
}
