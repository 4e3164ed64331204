package import QuorumCore

/// What an erasure took away.
package struct Erasure: Sendable, Hashable {
    package let user: UserID
    /// Events of the record whose details named the person.
    package let events: Int
    /// Answers that stay, under the person's number.
    package let answers: Int
}

extension LabelStore {
    /// What an erasure would take away and leave.
    ///
    /// - Throws: `.notFound` when nobody has the name.
    package func holdings(ofUser name: String) async throws(StoreError) -> Erasure {
        try await read { (db) throws(StoreError) in
            let user = try db.user(named: name).id
            return Erasure(user: user, events: try db.events(naming: user).count, answers: try db.answers(of: user))
        }
    }

    /// Takes away who a user was: their name, password, sessions, tokens, memberships and open invitations, and their
    /// name in the record of who did what. Their answers stay under their number, since labels rest on them.
    ///
    /// The event `user.erased` lists the events that were changed for it, so that the record still verifies.
    ///
    /// - Throws: `.notFound` when nobody has the name; `.conflict` for the last admin.
    package func erase(userNamed name: String, at: Timestamp) async throws(StoreError) -> Erasure {
        try await write { (db) throws(StoreError) in
            let (user, role) = try db.user(named: name)
            if role == .admin {
                let admins = try db.one("SELECT COUNT(*) FROM account WHERE role = 'admin'").int(0)
                guard admins > 1 else {
                    throw StoreError(.conflict, "\"\(name)\" is the only admin; make another one first.")
                }
            }
            try db.letGo(of: user)
            try db.run(
                """
                UPDATE account SET name = $2, name_key = $4, password_hash = '', role = 'member', erased_at = $3
                WHERE id = $1
                """, user, "erased-\(user)", at, "\u{1}\(user)")
            let events = try db.events(naming: user)
            for event in events {
                try db.run(
                    "UPDATE audit_event SET detail = $2 WHERE sequence = $1", event.sequence, AuditEvent.erasedDetail)
            }
            try db.audit(
                AuditEvent.erasure, "user \(user)", detail: events.map(\.erasureEntry).joined(separator: " "), by: nil,
                at: at)
            return Erasure(user: user, events: events.count, answers: try db.answers(of: user))
        }
    }
}

extension Connection {
    /// Ends all that lets somebody in, and gives back what they hold.
    fileprivate func letGo(of user: UserID) throws(StoreError) {
        for row in try all("SELECT id FROM assignment WHERE annotator = $1 AND state = 'live'", user) {
            let locked = try lockAssignment(row.id(0), of: user)
            guard locked.state == .live else { continue }
            try set(locked.assignment.id, to: .expired)
            try giveBack(locked.task, isNewToSomebody: true)
        }
        for statement in [
            "DELETE FROM session WHERE account = $1", "DELETE FROM api_token WHERE account = $1",
            "DELETE FROM membership WHERE account = $1", "DELETE FROM invitation WHERE created_by = $1",
            "DELETE FROM idempotency_key WHERE account = $1", "DELETE FROM identity WHERE account = $1",
        ] {
            try run(statement, user)
        }
    }

    /// The events whose details name somebody: older records do where accounts were made.
    fileprivate func events(naming user: UserID) throws(StoreError) -> [AuditEvent] {
        try auditEvents(
            "action = $1 AND subject = $2 AND detail NOT IN ('admin', 'member', $3) ORDER BY sequence",
            [AuditEvent.naming, "user \(user)", AuditEvent.erasedDetail])
    }

    fileprivate func user(named name: String) throws(StoreError) -> (id: UserID, role: ServiceRole) {
        guard let row = try first("SELECT id, role FROM account WHERE name_key = $1", name.lowercased()) else {
            throw StoreError(.notFound, "Nobody is named \"\(name)\".")
        }
        return (try row.id(0), try row.choice(1))
    }

    fileprivate func answers(of user: UserID) throws(StoreError) -> Int {
        try one("SELECT COUNT(*) FROM annotation WHERE annotator = $1", user).int(0)
    }
}
