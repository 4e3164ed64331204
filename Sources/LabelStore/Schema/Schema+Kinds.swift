extension Schema {
    /// More kinds of task, with what their answers are matched by, and pairs of texts to compare.
    ///
    /// SQLite changes no constraint of a column, so the two columns are made anew.
    static func kinds(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE project ADD COLUMN any_kind TEXT NOT NULL DEFAULT 'transcription' CHECK (
                any_kind IN ('transcription', 'classification', 'multilabel', 'rating', 'span', 'pairwise'))
            """,
            "UPDATE project SET any_kind = kind",
            """
            ALTER TABLE project ADD COLUMN any_match TEXT NOT NULL DEFAULT 'answer' CHECK (
                any_match = 'answer' OR (any_match = 'word' AND any_kind = 'transcription')
                OR (any_match = 'label' AND any_kind = 'multilabel')
                OR (any_match = 'median' AND any_kind = 'rating')
                OR (any_match = 'overlap' AND any_kind = 'span'))
            """,
            "UPDATE project SET any_match = match_rule",
            "ALTER TABLE project DROP COLUMN match_rule",
            "ALTER TABLE project DROP COLUMN kind",
            "ALTER TABLE project RENAME COLUMN any_kind TO kind",
            "ALTER TABLE project RENAME COLUMN any_match TO match_rule",
            "ALTER TABLE project ADD COLUMN scale_lowest \(dialect.integer)",
            """
            ALTER TABLE project ADD COLUMN scale_highest \(dialect.integer) CHECK (
                (kind = 'rating') = (scale_highest IS NOT NULL)
                AND (scale_lowest IS NULL) = (scale_highest IS NULL))
            """,
            "ALTER TABLE project ADD COLUMN tolerance \(dialect.integer) NOT NULL DEFAULT 0 CHECK (tolerance >= 0)",
            """
            ALTER TABLE project ADD COLUMN overlap \(dialect.real) NOT NULL DEFAULT 0.5
                CHECK (overlap > 0 AND overlap <= 1)
            """,
            "ALTER TABLE chunk ADD COLUMN option_a TEXT",
            """
            ALTER TABLE chunk ADD COLUMN option_b TEXT
                CHECK ((option_a IS NULL) = (option_b IS NULL) AND (option_b IS NULL OR text IS NOT NULL))
            """,
        ]
    }
}
