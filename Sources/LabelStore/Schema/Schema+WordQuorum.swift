extension Schema {
    /// Whether whole answers or single words have to match; projects from before match whole answers.
    static func wordQuorum(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE project ADD COLUMN match_rule TEXT NOT NULL DEFAULT 'answer'
            CHECK (match_rule = 'answer' OR (match_rule = 'word' AND kind = 'transcription'))
            """
        ]
    }
}
