package import QuorumCore

extension LabelStore {
    /// Whoever logs in with an identity; nil for one that no account is connected with.
    package func user(with identity: ExternalIdentity) async throws(StoreError) -> User? {
        try await read { (db) throws(StoreError) in try db.user(with: identity) }
    }

    /// Those that somebody logs in with, the oldest first.
    package func identities(of user: UserID) async throws(StoreError) -> [ConnectedIdentity] {
        try await read { (db) throws(StoreError) in
            var identities: [ConnectedIdentity] = []
            for row in try db.all(
                "SELECT id, issuer, connected_at FROM identity WHERE account = $1 ORDER BY id", user)
            {
                identities.append(
                    ConnectedIdentity(
                        id: try row.id(0), issuer: try row.text(1), connectedAt: try row.timestamp(2)))
            }
            return identities
        }
    }

    /// Lets somebody log in with an identity; one that they are connected with already changes nothing.
    ///
    /// - Throws: `.conflict` when another account is connected with it.
    package func connect(
        _ identity: ExternalIdentity, to user: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            if let owner = try db.user(with: identity) {
                guard owner.id == user else {
                    throw StoreError(
                        .conflict, "Another account here is connected with this one; disconnect it there first.")
                }
                return
            }
            try db.insert(identity, of: user, at: at)
        }
    }

    /// - Throws: `.notFound` for an identity that is none of the user's, `.conflict` for the last way to log in.
    package func disconnect(
        _ identity: ConnectedIdentityID, from user: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            let hash = try db.one(
                "SELECT password_hash FROM account WHERE id = $1 \(db.dialect.forUpdate)", user
            ).text(0)
            guard try db.run("DELETE FROM identity WHERE id = $1 AND account = $2", identity, user) == 1 else {
                throw StoreError(.notFound, "You are not connected with \(identity).")
            }
            let others = try db.one("SELECT COUNT(*) FROM identity WHERE account = $1", user).int(0)
            guard others > 0 || hash != LabelStore.noPassword else {
                throw StoreError(
                    .conflict, "You have no password, so you could not log in any more; connect another one first.")
            }
            try db.audit("identity.disconnected", "user \(user)", detail: "identity \(identity)", by: user, at: at)
        }
    }

    /// Makes an account, a member of no project, for whoever logs in with an identity; or finds the one there is.
    ///
    /// - Parameter name: what they would like to be called; a number is added where somebody is.
    package func signUp(
        _ identity: ExternalIdentity, named name: String, at: Timestamp
    ) async throws(StoreError) -> User {
        try await write { (db) throws(StoreError) in
            if let user = try db.user(with: identity) { return user }
            return try db.insertUser(with: identity, named: name, at: at)
        }
    }

    /// Uses an invitation for whoever logs in with an identity, who gets an account where they have none.
    ///
    /// - Parameter name: what they would like to be called in a new account; a number is added where somebody is.
    /// - Throws: `.notFound` when the invitation cannot be used any more, `.conflict` when they are a member already.
    package func accept(
        tokenHash: String, as identity: ExternalIdentity, named name: String, at: Timestamp
    ) async throws(StoreError) -> (user: User, project: ProjectID) {
        try await write { (db) throws(StoreError) in
            let invitation = try db.use(tokenHash: tokenHash, at: at)
            if let user = try db.user(with: identity) {
                try db.accept(invitation, by: user.id, at: at)
                return (user, invitation.project)
            }
            let user = try db.insertUser(with: identity, named: name, at: at)
            try db.addMember(user.id, to: invitation.project, as: invitation.role, by: user.id, at: at)
            return (user, invitation.project)
        }
    }

    /// Stands for the hash of a password that nobody has set: whoever has the account logs in with an identity.
    package static let noPassword = "-"
}

extension Connection {
    fileprivate func user(with identity: ExternalIdentity) throws(StoreError) -> User? {
        let row = try first(
            """
            SELECT \(User.columns) FROM identity i JOIN account a ON a.id = i.account
            WHERE i.issuer = $1 AND i.subject = $2
            """, identity.issuer, identity.subject)
        guard let row else { return nil }
        return try User(row)
    }

    fileprivate func insertUser(
        with identity: ExternalIdentity, named name: String, at: Timestamp
    ) throws(StoreError) -> User {
        let user = try insertUser(
            name: freeName(like: name), passwordHash: LabelStore.noPassword, role: .member, by: nil, at: at)
        try insert(identity, of: user.id, at: at)
        return user
    }

    fileprivate func insert(
        _ identity: ExternalIdentity, of user: UserID, at: Timestamp
    ) throws(StoreError) {
        let id: ConnectedIdentityID = try one(
            "INSERT INTO identity (account, issuer, subject, connected_at) VALUES ($1, $2, $3, $4) RETURNING id",
            user, identity.issuer, identity.subject, at
        ).id(0)
        try audit("identity.connected", "user \(user)", detail: "identity \(id)", by: user, at: at)
    }

    /// The name itself, or with the first number from 2 that makes it nobody's.
    ///
    /// - Complexity: a look-up by index for each of the name that there is.
    private func freeName(like name: String) throws(StoreError) -> String {
        var candidate = name
        var number = 1
        while try first("SELECT 1 FROM account WHERE name_key = $1", candidate.lowercased()) != nil {
            number += 1
            candidate = "\(name) \(number)"
        }
        return candidate
    }
}
