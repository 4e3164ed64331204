package import QuorumCore

extension LabelStore {
    /// Everybody, the first account first, and whether they have a password or a provider that knows them.
    package func usersWithAccess() async throws(StoreError) -> [(user: User, canLogIn: Bool)] {
        try await read { (db) throws(StoreError) in
            var users: [(user: User, canLogIn: Bool)] = []
            for row in try db.all(
                """
                SELECT \(User.columns), CASE WHEN \(User.canLogIn) THEN 1 ELSE 0 END FROM account a
                WHERE a.erased_at IS NULL ORDER BY a.id
                """)
            {
                users.append((try User(row), try row.int(User.width) == 1))
            }
            return users
        }
    }

    /// Whether somebody has a password or a provider that knows them.
    package func canLogIn(_ user: UserID) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT 1 FROM account a WHERE a.id = $1 AND \(User.canLogIn)", user) != nil
        }
    }

    /// Gives somebody another password, and ends their sessions and all waits after wrong passwords.
    package func resetPassword(of user: UserID, to hash: String, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.run("UPDATE account SET password_hash = $2 WHERE id = $1", user, hash)
            try db.run("DELETE FROM session WHERE account = $1", user)
            try db.run("DELETE FROM login_failure")
            try db.audit("user.password_reset", "user \(user)", by: nil, at: at)
        }
    }

    /// Takes away a user's password, sessions, tokens and identities of a provider, and takes back their invitations.
    ///
    /// - Throws: `.conflict` for the last admin who can log in.
    package func disable(_ user: UserID, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            // Two at once would each leave the other.
            _ = try db.one("SELECT sequence FROM audit_head WHERE one = 1 \(db.dialect.forUpdate)")
            let others = try db.one(
                "SELECT COUNT(*) FROM account a WHERE a.role = 'admin' AND a.id <> $1 AND \(User.canLogIn)", user
            ).int(0)
            guard others > 0 else {
                throw StoreError(
                    .conflict, "No other admin could log in; make one first, or reset the password of one.")
            }
            try db.run("UPDATE account SET password_hash = $2 WHERE id = $1", user, Self.noPassword)
            for table in ["session", "api_token", "identity"] {
                try db.run("DELETE FROM \(table) WHERE account = $1", user)
            }
            try db.run("DELETE FROM invitation WHERE created_by = $1", user)
            try db.audit("user.disabled", "user \(user)", by: nil, at: at)
        }
    }
}

extension User {
    /// Of `account a`.
    fileprivate static var canLogIn: String {
        """
        (a.password_hash NOT IN ('', '\(LabelStore.noPassword)') \
        OR EXISTS (SELECT 1 FROM identity i WHERE i.account = a.id))
        """
    }
}
