package import QuorumCore

extension LabelStore {
    /// - Parameter tokenHash: the token itself is never stored.
    package func createSession(
        tokenHash: String, user: UserID, expiresAt: Timestamp, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM session WHERE expires_at <= $1", at)
            try db.run(
                "INSERT INTO session (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4)",
                tokenHash, user, at, expiresAt)
            try db.audit("session.opened", "user \(user)", by: user, at: at)
        }
    }

    /// Whose session it is; nil when it is unknown or over.
    package func user(forSession tokenHash: String, at: Timestamp) async throws(StoreError) -> User? {
        try await read { (db) throws(StoreError) in
            guard
                let row = try db.first(
                    """
                    SELECT \(User.columns) FROM session s JOIN account a ON a.id = s.account
                    WHERE s.token_hash = $1 AND s.expires_at > $2
                    """, tokenHash, at)
            else { return nil }
            return try User(row)
        }
    }

    package func deleteSession(tokenHash: String) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM session WHERE token_hash = $1", tokenHash)
        }
    }
}
