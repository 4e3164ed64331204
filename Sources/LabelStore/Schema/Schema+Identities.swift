extension Schema {
    /// With which identities at providers of log-ins accounts are logged in to.
    ///
    /// `account.password_hash` is empty where nobody can log in, and `-` where somebody can with an identity alone.
    static func identities(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE identity (
                id \(dialect.identity),
                account \(dialect.integer) NOT NULL REFERENCES account (id),
                issuer TEXT NOT NULL,
                subject TEXT NOT NULL,
                connected_at \(dialect.integer) NOT NULL,
                UNIQUE (issuer, subject)
            )
            """,
            "CREATE INDEX identity_account ON identity (account, id)",
        ]
    }
}
