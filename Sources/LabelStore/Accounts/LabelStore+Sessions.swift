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

    /// Ends a session; an unknown one is over already.
    package func deleteSession(tokenHash: String, of user: UserID, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            guard try db.run("DELETE FROM session WHERE token_hash = $1", tokenHash) == 1 else { return }
            try db.audit("session.closed", "user \(user)", by: user, at: at)
        }
    }

    /// Records a log-in that failed.
    ///
    /// - Parameter user: whose name it was; nil for a name nobody has, which is not recorded, since people write
    ///   passwords there.
    package func refuseSession(of user: UserID?, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.audit("session.refused", user.map { "user \($0)" } ?? "unknown name", by: nil, at: at)
        }
    }
}
