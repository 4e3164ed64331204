package import QuorumCore

extension LabelStore {
    /// The project's members, by name.
    package func members(of project: ProjectID) async throws(StoreError) -> [Membership] {
        try await read { (db) throws(StoreError) in
            var members: [Membership] = []
            for row in try db.all(
                """
                SELECT a.id, a.name, m.role, m.since FROM membership m JOIN account a ON a.id = m.account
                WHERE m.project = $1 ORDER BY a.name_key
                """, project)
            {
                members.append(
                    Membership(
                        user: try row.id(0), name: try row.text(1), role: try row.choice(2),
                        since: try row.timestamp(3)))
            }
            return members
        }
    }

    /// - Throws: `.notFound` for whoever is no member.
    package func member(_ user: UserID, of project: ProjectID) async throws(StoreError) -> Membership {
        guard let member = try await members(of: project).first(where: { $0.user == user }) else {
            throw StoreError(.notFound, "The project has no member \(user).")
        }
        return member
    }

    /// The projects somebody is a member of, with their role there.
    package func memberships(of user: UserID) async throws(StoreError) -> [ProjectID: ProjectRole] {
        try await read { (db) throws(StoreError) in
            var roles: [ProjectID: ProjectRole] = [:]
            for row in try db.all("SELECT project, role FROM membership WHERE account = $1", user) {
                roles[try row.id(0)] = try row.choice(1)
            }
            return roles
        }
    }

    /// Makes whoever has a name a member.
    ///
    /// - Throws: `.notFound` when nobody has the name, `.conflict` when they are a member already.
    package func addMember(
        named name: String, to project: ProjectID, as role: ProjectRole, by actor: UserID, at: Timestamp
    ) async throws(StoreError) -> Membership {
        try await write { (db) throws(StoreError) in
            guard let row = try db.first("SELECT id, name FROM account WHERE name_key = $1", name.lowercased()) else {
                throw StoreError(.notFound, "Nobody is named \"\(name)\"; write the name of an account.")
            }
            let user: UserID = try row.id(0)
            guard try db.role(of: user, in: project) == nil else {
                throw StoreError(.conflict, "\"\(try row.text(1))\" is a member already; change their role instead.")
            }
            try db.addMember(user, to: project, as: role, by: actor, at: at)
            return Membership(user: user, name: try row.text(1), role: role, since: at)
        }
    }

    /// Gives a member another role than the one they are known to have.
    ///
    /// - Parameter governed: the roles that the actor may give and take.
    /// - Throws: `.notFound` for whoever is no member, `.forbidden` when the member's role is not one of `governed`,
    ///   `.stale` when they were given another role meanwhile.
    package func changeMember(
        _ member: Membership, of project: ProjectID, to role: ProjectRole, governed: [ProjectRole], by actor: UserID,
        at: Timestamp
    ) async throws(StoreError) {
        let user = member.user
        try await write { (db) throws(StoreError) in
            guard try db.requireGoverned(user, of: project, governed) == member.role else {
                throw StoreError(.stale, "Somebody has changed the role in the meantime; look at it again.")
            }
            try db.run(
                "UPDATE membership SET role = $3 WHERE account = $1 AND project = $2", user, project, role.rawValue)
            try db.audit("member.changed", "project \(project)", detail: "user \(user) \(role)", by: actor, at: at)
            if !role.may(.people) { try db.revokeInvitations(by: user, to: project, actor: actor, at: at) }
        }
    }

    /// Takes somebody out of a project; their answers stay.
    package func removeMember(
        _ user: UserID, from project: ProjectID, governed: [ProjectRole], by actor: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            try db.requireGoverned(user, of: project, governed)
            try db.run("DELETE FROM membership WHERE account = $1 AND project = $2", user, project)
            try db.audit("member.removed", "project \(project)", detail: "user \(user)", by: actor, at: at)
            try db.revokeInvitations(by: user, to: project, actor: actor, at: at)
        }
    }
}

extension Connection {
    /// Adds a membership that is not there yet, and tells the audit record.
    func addMember(
        _ user: UserID, to project: ProjectID, as role: ProjectRole, by actor: UserID, at: Timestamp
    ) throws(StoreError) {
        try run(
            "INSERT INTO membership (account, project, role, since) VALUES ($1, $2, $3, $4)", user, project,
            role.rawValue, at)
        try audit("member.added", "project \(project)", detail: "user \(user) \(role)", by: actor, at: at)
    }

    /// Takes back the open invitations of somebody who may invite no more, or they could let themselves in again.
    fileprivate func revokeInvitations(
        by user: UserID, to project: ProjectID, actor: UserID, at: Timestamp
    ) throws(StoreError) {
        for row in try all("SELECT id FROM invitation WHERE project = $1 AND created_by = $2", project, user) {
            let id: InvitationID = try row.id(0)
            try run("DELETE FROM invitation WHERE id = $1", id)
            try audit("invitation.revoked", "project \(project)", detail: "invitation \(id)", by: actor, at: at)
        }
    }

    func role(of user: UserID, in project: ProjectID) throws(StoreError) -> ProjectRole? {
        try first(
            "SELECT role FROM membership WHERE account = $1 AND project = $2 \(dialect.forUpdate)", user, project
        )?.choice(0)
    }

    /// - Parameter act: what is about to be done to who has a role.
    @discardableResult
    func requireGoverned(
        _ user: UserID, of project: ProjectID, _ governed: [ProjectRole], to act: String = "change"
    ) throws(StoreError) -> ProjectRole {
        guard let role = try role(of: user, in: project) else {
            throw StoreError(.notFound, "The project has no member \(user).")
        }
        guard governed.contains(role) else {
            throw StoreError(.forbidden, "Only an owner may \(act) who is \(role); ask one.")
        }
        return role
    }
}
