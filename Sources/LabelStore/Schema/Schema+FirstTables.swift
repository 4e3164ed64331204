extension Schema {
    static func firstTables(_ dialect: Dialect) -> [String] {
        accounts(dialect) + projects(dialect) + labeling(dialect) + versions(dialect) + operations(dialect)
    }

    private static func accounts(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE account (
                id \(dialect.identity),
                name TEXT NOT NULL,
                name_key TEXT NOT NULL UNIQUE,
                password_hash TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('admin', 'annotator')),
                created_at \(dialect.integer) NOT NULL
            )
            """,
            """
            CREATE TABLE session (
                token_hash TEXT PRIMARY KEY,
                account \(dialect.integer) NOT NULL REFERENCES account (id),
                created_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX session_expiry ON session (expires_at)",
        ]
    }

    private static func projects(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE project (
                id \(dialect.identity),
                name TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL CHECK (kind IN ('transcription', 'classification')),
                guidelines TEXT NOT NULL,
                agree \(dialect.integer) NOT NULL,
                max_answers \(dialect.integer) NOT NULL,
                normalisation \(dialect.integer) NOT NULL,
                min_chunk \(dialect.real) NOT NULL,
                max_chunk \(dialect.real) NOT NULL,
                pause \(dialect.real) NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                CHECK (agree >= 1 AND agree <= max_answers)
            )
            """,
            """
            CREATE TABLE project_label (
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                ordinal \(dialect.integer) NOT NULL,
                label TEXT NOT NULL,
                PRIMARY KEY (project, ordinal),
                UNIQUE (project, label)
            )
            """,
            """
            CREATE TABLE source (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                filename TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                bytes \(dialect.integer) NOT NULL CHECK (bytes > 0),
                kind TEXT CHECK (kind IN ('audio', 'text')),
                state TEXT NOT NULL CHECK (state IN ('queued', 'chunking', 'ready', 'failed')),
                failure TEXT,
                group_name TEXT,
                language TEXT,
                licence TEXT,
                consent TEXT,
                duration \(dialect.real),
                created_at \(dialect.integer) NOT NULL,
                UNIQUE (project, sha256)
            )
            """,
            "CREATE INDEX source_content ON source (sha256)",
            """
            CREATE TABLE chunk (
                id \(dialect.identity),
                source \(dialect.integer) NOT NULL REFERENCES source (id),
                ordinal \(dialect.integer) NOT NULL,
                first_unit \(dialect.integer) NOT NULL,
                end_unit \(dialect.integer) NOT NULL CHECK (end_unit > first_unit),
                text TEXT,
                sample_rate \(dialect.integer),
                start_time \(dialect.real),
                end_time \(dialect.real),
                cut TEXT CHECK (cut IN ('pause', 'forced', 'end')),
                confidence \(dialect.real),
                media_key TEXT,
                peak_dbfs \(dialect.real),
                rms_dbfs \(dialect.real),
                UNIQUE (source, ordinal),
                CHECK ((text IS NULL) <> (media_key IS NULL))
            )
            """,
        ]
    }

    /// `task.leases` counts its live assignments, so that the constraint on the row bounds what is given out.
    private static func labeling(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE task (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                chunk \(dialect.integer) NOT NULL REFERENCES chunk (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'contested')),
                answers \(dialect.integer) NOT NULL CHECK (answers >= 0),
                leases \(dialect.integer) NOT NULL CHECK (leases >= 0),
                wanted \(dialect.integer) NOT NULL CHECK (wanted >= 0),
                max_answers \(dialect.integer) NOT NULL,
                UNIQUE (project, chunk),
                CHECK (answers + leases <= max_answers),
                CHECK (state <> 'settled' OR leases = 0)
            )
            """,
            "CREATE INDEX task_free ON task (project, id) WHERE state = 'open' AND leases < wanted",
            "CREATE INDEX task_state ON task (project, state, id)",
            """
            CREATE TABLE assignment (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                state TEXT NOT NULL CHECK (state IN ('live', 'answered', 'skipped', 'expired')),
                created_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL,
                UNIQUE (task, annotator)
            )
            """,
            "CREATE UNIQUE INDEX assignment_live ON assignment (project, annotator) WHERE state = 'live'",
            "CREATE INDEX assignment_annotator ON assignment (annotator, project, state)",
            "CREATE INDEX assignment_expiry ON assignment (project, expires_at) WHERE state = 'live'",
            """
            CREATE TABLE annotation (
                id \(dialect.identity),
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                annotator \(dialect.integer) NOT NULL REFERENCES account (id),
                assignment \(dialect.integer) NOT NULL UNIQUE REFERENCES assignment (id),
                answer TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                submitted_at \(dialect.integer) NOT NULL,
                UNIQUE (task, annotator)
            )
            """,
            """
            CREATE TABLE consensus (
                task \(dialect.integer) PRIMARY KEY REFERENCES task (id),
                label TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                support \(dialect.integer) NOT NULL,
                votes \(dialect.integer) NOT NULL,
                method TEXT NOT NULL,
                decided_at \(dialect.integer) NOT NULL,
                CHECK (support >= 1 AND support <= votes)
            )
            """,
        ]
    }

    private static func versions(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE version (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                name TEXT NOT NULL,
                digest TEXT NOT NULL,
                parent \(dialect.integer) REFERENCES version (id),
                train \(dialect.real) NOT NULL,
                validation \(dialect.real) NOT NULL,
                test \(dialect.real) NOT NULL,
                seed TEXT NOT NULL,
                examples \(dialect.integer) NOT NULL CHECK (examples > 0),
                created_at \(dialect.integer) NOT NULL,
                UNIQUE (project, name),
                UNIQUE (project, digest)
            )
            """,
            """
            CREATE TABLE version_group (
                version \(dialect.integer) NOT NULL REFERENCES version (id),
                group_name TEXT NOT NULL,
                split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
                PRIMARY KEY (version, group_name)
            )
            """,
            """
            CREATE TABLE version_example (
                version \(dialect.integer) NOT NULL,
                ordinal \(dialect.integer) NOT NULL,
                task \(dialect.integer) NOT NULL REFERENCES task (id),
                group_name TEXT NOT NULL,
                label TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                support \(dialect.integer) NOT NULL,
                votes \(dialect.integer) NOT NULL,
                method TEXT NOT NULL,
                decided_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (version, ordinal),
                UNIQUE (version, task),
                FOREIGN KEY (version, group_name) REFERENCES version_group (version, group_name)
            )
            """,
            """
            CREATE TABLE version_vote (
                version \(dialect.integer) NOT NULL REFERENCES version (id),
                annotation \(dialect.integer) NOT NULL REFERENCES annotation (id),
                PRIMARY KEY (version, annotation)
            )
            """,
        ]
    }

    private static func operations(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE job (
                id \(dialect.identity),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                kind TEXT NOT NULL CHECK (kind IN ('chunk', 'measure', 'export')),
                source \(dialect.integer) REFERENCES source (id),
                version \(dialect.integer) REFERENCES version (id),
                format TEXT,
                state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
                failure TEXT,
                created_at \(dialect.integer) NOT NULL,
                started_at \(dialect.integer),
                finished_at \(dialect.integer),
                CHECK ((kind = 'chunk') = (source IS NOT NULL)),
                CHECK ((kind <> 'chunk') = (version IS NOT NULL))
            )
            """,
            "CREATE INDEX job_waiting ON job (id) WHERE state IN ('queued', 'running')",
            "CREATE INDEX job_project ON job (project, id)",
            """
            CREATE TABLE audit_event (
                sequence \(dialect.integer) PRIMARY KEY,
                at \(dialect.integer) NOT NULL,
                actor \(dialect.integer) REFERENCES account (id),
                action TEXT NOT NULL,
                subject TEXT NOT NULL,
                detail TEXT NOT NULL,
                hash TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE audit_head (
                one \(dialect.integer) PRIMARY KEY CHECK (one = 1),
                sequence \(dialect.integer) NOT NULL,
                hash TEXT NOT NULL
            )
            """,
            "INSERT INTO audit_head (one, sequence, hash) VALUES (1, 0, '')",
        ]
    }
}
