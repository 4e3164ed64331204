extension Schema {
    /// Who may do what: roles in projects, offers to join them, and tokens of programs.
    static func access(_ dialect: Dialect) -> [String] {
        accounts(dialect) + members(dialect) + credentials(dialect)
    }

    /// Admins stay admins; everybody else is what their memberships make of them.
    private static func accounts(_ dialect: Dialect) -> [String] {
        [
            """
            ALTER TABLE account ADD COLUMN service_role TEXT NOT NULL DEFAULT 'member'
                CHECK (service_role IN ('admin', 'member'))
            """,
            "UPDATE account SET service_role = 'admin' WHERE role = 'admin'",
            "ALTER TABLE account DROP COLUMN role",
            "ALTER TABLE account RENAME COLUMN service_role TO role",
            "ALTER TABLE account ADD COLUMN erased_at \(dialect.integer)",
        ]
    }

    /// Whoever could answer in every project still can in those there are.
    private static func members(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE membership (
                account \(dialect.integer) NOT NULL REFERENCES account (id),
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                role TEXT NOT NULL CHECK (role IN ('viewer', 'annotator', 'reviewer', 'manager', 'owner')),
                since \(dialect.integer) NOT NULL,
                PRIMARY KEY (account, project)
            )
            """,
            "CREATE INDEX membership_project ON membership (project, account)",
            """
            INSERT INTO membership (account, project, role, since)
            SELECT a.id, p.id, 'annotator', CASE WHEN a.created_at > p.created_at THEN a.created_at ELSE p.created_at END
            FROM account a CROSS JOIN project p WHERE a.role = 'member'
            """,
        ]
    }

    private static func credentials(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE invitation (
                id \(dialect.identity),
                token_hash TEXT NOT NULL UNIQUE,
                project \(dialect.integer) NOT NULL REFERENCES project (id),
                role TEXT NOT NULL CHECK (role IN ('viewer', 'annotator', 'reviewer', 'manager', 'owner')),
                created_by \(dialect.integer) NOT NULL REFERENCES account (id),
                created_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX invitation_project ON invitation (project, id)",
            """
            CREATE TABLE api_token (
                id \(dialect.identity),
                token_hash TEXT NOT NULL UNIQUE,
                account \(dialect.integer) NOT NULL REFERENCES account (id),
                name TEXT NOT NULL,
                scopes TEXT NOT NULL,
                created_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL
            )
            """,
            "CREATE INDEX api_token_account ON api_token (account, id)",
        ]
    }
}
