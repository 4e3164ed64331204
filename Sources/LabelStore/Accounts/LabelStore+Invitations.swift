package import QuorumCore

extension LabelStore {
    /// Offers one person a place in a project.
    ///
    /// - Parameter tokenHash: the token itself is never stored.
    package func invite(
        to project: ProjectID, as role: ProjectRole, tokenHash: String, expiresAt: Timestamp, by actor: UserID,
        at: Timestamp
    ) async throws(StoreError) -> Invitation {
        try await write { (db) throws(StoreError) in
            try db.run("DELETE FROM invitation WHERE expires_at <= $1", at)
            let id: InvitationID = try db.one(
                """
                INSERT INTO invitation (token_hash, project, role, created_by, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
                """, tokenHash, project, role.rawValue, actor, at, expiresAt
            ).id(0)
            try db.audit("invitation.made", "project \(project)", detail: "invitation \(id) \(role)", by: actor, at: at)
            return Invitation(
                id: id, project: project, role: role, createdBy: actor, createdAt: at, expiresAt: expiresAt)
        }
    }

    /// Those that still can be accepted, the oldest first.
    package func invitations(to project: ProjectID, at: Timestamp) async throws(StoreError) -> [Invitation] {
        try await read { (db) throws(StoreError) in
            var invitations: [Invitation] = []
            for row in try db.all(
                "SELECT \(Invitation.columns) FROM invitation i WHERE i.project = $1 AND i.expires_at > $2 ORDER BY i.id",
                project, at)
            {
                invitations.append(try Invitation(row))
            }
            return invitations
        }
    }

    /// The invitation that a token opens, with the project's name.
    ///
    /// - Throws: `.notFound` when it is used, revoked or expired, or never was.
    package func invitation(
        tokenHash: String, at: Timestamp
    ) async throws(StoreError) -> (invitation: Invitation, project: String) {
        try await read { (db) throws(StoreError) in
            let invitation = try db.invitation(tokenHash: tokenHash, at: at)
            return (invitation, try db.project(invitation.project).name)
        }
    }

    package func revokeInvitation(
        _ id: InvitationID, to project: ProjectID, governed: [ProjectRole], by actor: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            guard
                let row = try db.first("SELECT role FROM invitation WHERE id = $1 AND project = $2", id, project)
            else { throw StoreError(.notFound, "The project has no invitation \(id).") }
            let role: ProjectRole = try row.choice(0)
            guard governed.contains(role) else {
                throw StoreError(.forbidden, "Only an owner may take back an invitation to be \(role); ask one.")
            }
            try db.run("DELETE FROM invitation WHERE id = $1", id)
            try db.audit("invitation.revoked", "project \(project)", detail: "invitation \(id)", by: actor, at: at)
        }
    }

    /// Makes somebody who has an account a member; the invitation is used up then.
    ///
    /// - Throws: `.notFound` when it cannot be used any more, `.conflict` when they are a member already.
    package func accept(tokenHash: String, by user: UserID, at: Timestamp) async throws(StoreError) -> ProjectID {
        try await write { (db) throws(StoreError) in
            let invitation = try db.use(tokenHash: tokenHash, at: at)
            try db.accept(invitation, by: user, at: at)
            return invitation.project
        }
    }

    /// Makes an account that is a member from the start; the invitation is used up then.
    ///
    /// - Throws: `.notFound` when it cannot be used any more, `.conflict` when somebody has the name.
    package func accept(
        tokenHash: String, asNew name: String, passwordHash: String, at: Timestamp
    ) async throws(StoreError) -> (user: User, project: ProjectID) {
        try await write { (db) throws(StoreError) in
            let invitation = try db.use(tokenHash: tokenHash, at: at)
            let user = try db.insertUser(name: name, passwordHash: passwordHash, role: .member, by: nil, at: at)
            try db.addMember(user.id, to: invitation.project, as: invitation.role, by: user.id, at: at)
            return (user, invitation.project)
        }
    }
}

extension Connection {
    fileprivate func invitation(tokenHash: String, at: Timestamp) throws(StoreError) -> Invitation {
        guard
            let row = try first(
                "SELECT \(Invitation.columns) FROM invitation i WHERE i.token_hash = $1 AND i.expires_at > $2",
                tokenHash, at)
        else {
            throw StoreError(
                .notFound, "This invitation was used or taken back, or has expired; ask for a new one.")
        }
        return try Invitation(row)
    }

    /// Makes somebody who has an account a member by an invitation that was used up for them.
    func accept(_ invitation: Invitation, by user: UserID, at: Timestamp) throws(StoreError) {
        guard try role(of: user, in: invitation.project) == nil else {
            throw StoreError(.conflict, "You are a member of this project already; leave the link to another.")
        }
        try addMember(user, to: invitation.project, as: invitation.role, by: user, at: at)
    }

    /// Of several who use an invitation at once, one has it.
    func use(tokenHash: String, at: Timestamp) throws(StoreError) -> Invitation {
        let invitation = try invitation(tokenHash: tokenHash, at: at)
        guard try run("DELETE FROM invitation WHERE id = $1", invitation.id) == 1 else {
            throw StoreError(.notFound, "Somebody else used this invitation just now; ask for a new one.")
        }
        return invitation
    }
}

extension Invitation {
    /// Of `invitation i`.
    fileprivate static let columns = "i.id, i.project, i.role, i.created_by, i.created_at, i.expires_at"

    fileprivate init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), project: try row.id(1), role: try row.choice(2), createdBy: try row.id(3),
            createdAt: try row.timestamp(4), expiresAt: try row.timestamp(5))
    }
}
