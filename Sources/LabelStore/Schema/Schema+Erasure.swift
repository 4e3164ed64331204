extension Schema {
    /// What was erased, without saying whose it was, and how long a project keeps media.
    ///
    /// `chunk.erasure` marks chunks that an erasure is taking away; none is left when its transaction ends.
    /// `erasure_file` lists files that have to go yet. `version_erasure` counts the examples a version lacks.
    /// `source.media_erased_at` is when the recording of a source went while its labels stayed.
    static func erasure(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE erasure (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                kind TEXT NOT NULL CHECK (kind IN ('source', 'speaker', 'retention')),
                sources \(dialect.integer) NOT NULL DEFAULT 0,
                chunks \(dialect.integer) NOT NULL DEFAULT 0,
                answers \(dialect.integer) NOT NULL DEFAULT 0,
                predictions \(dialect.integer) NOT NULL DEFAULT 0,
                examples \(dialect.integer) NOT NULL DEFAULT 0,
                actor \(dialect.integer) REFERENCES account (id),
                created_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX erasure_project ON erasure (project, id)",
            """
            CREATE TABLE erasure_file (
                erasure \(dialect.integer) NOT NULL REFERENCES erasure (id),
                kind TEXT NOT NULL CHECK (kind IN ('blob', 'media', 'result')),
                name TEXT NOT NULL,
                PRIMARY KEY (kind, name, erasure)
            )
            """,
            """
            CREATE TABLE version_erasure (
                version \(dialect.integer) NOT NULL REFERENCES version (id),
                erasure \(dialect.integer) NOT NULL REFERENCES erasure (id),
                examples \(dialect.integer) NOT NULL CHECK (examples > 0),
                PRIMARY KEY (version, erasure)
            )
            """,
            "ALTER TABLE chunk ADD COLUMN erasure \(dialect.integer) REFERENCES erasure (id)",
            "CREATE INDEX chunk_erasure ON chunk (erasure) WHERE erasure IS NOT NULL",
            "ALTER TABLE source ADD COLUMN media_erased_at \(dialect.integer)",
            "ALTER TABLE storage_rule ADD COLUMN media_days \(dialect.integer) CHECK (media_days >= 0)",
            """
            ALTER TABLE storage_rule ADD COLUMN media_after TEXT NOT NULL DEFAULT 'settled'
                CHECK (media_after IN ('settled', 'frozen'))
            """,
            "ALTER TABLE storage_rule ADD COLUMN draft_days \(dialect.integer) CHECK (draft_days >= 0)",
            "CREATE INDEX erasure_file_erasure ON erasure_file (erasure)",
        ] + references
    }

    /// By what rows that go are looked for: without these each would be looked for in whole tables.
    private static let references = [
        "CREATE INDEX task_chunk ON task (chunk)",
        "CREATE INDEX job_source ON job (source) WHERE source IS NOT NULL",
        "CREATE INDEX version_example_task ON version_example (task)",
        "CREATE INDEX version_vote_annotation ON version_vote (annotation)",
        "CREATE INDEX version_adjudication_act ON version_adjudication (adjudication)",
        "CREATE INDEX version_prediction_prediction ON version_prediction (prediction)",
        "CREATE INDEX acceptance_task_prediction ON acceptance_task (prediction)",
        "CREATE INDEX assignment_prediction ON assignment (prediction) WHERE prediction IS NOT NULL",
        "CREATE INDEX annotation_prediction ON annotation (prediction) WHERE prediction IS NOT NULL",
    ]
}
