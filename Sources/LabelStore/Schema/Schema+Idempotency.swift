extension Schema {
    /// Requests that their callers may repeat: what became of each, by a key of the caller's.
    ///
    /// `state` is `claimed` while an attempt is at it and has changed nothing, `applied` once it has, `answered` when the
    /// answer is kept. `claim` tells attempts apart; whoever comes after `due_at` may take a claim over. `answer` is
    /// encrypted by the key, of which only a hash is here.
    static func idempotency(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE idempotency_key (
                account \(dialect.integer) NOT NULL REFERENCES account (id),
                key_hash TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                claim TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('claimed', 'applied', 'answered')),
                answer TEXT,
                due_at \(dialect.integer) NOT NULL,
                expires_at \(dialect.integer) NOT NULL,
                PRIMARY KEY (account, key_hash),
                CHECK ((state = 'answered') = (answer IS NOT NULL))
            )
            """,
            "CREATE INDEX idempotency_expiry ON idempotency_key (expires_at)",
        ]
    }
}
