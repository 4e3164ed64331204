internal import QuorumCore

extension LabelStore {
    /// The record of who did what, in order.
    package func auditEvents(after sequence: Int64, limit: Int) async throws(StoreError) -> [AuditEvent] {
        try await read { (db) throws(StoreError) in
            try db.auditEvents("sequence > $1 ORDER BY sequence LIMIT $2", [sequence, limit])
        }
    }

    /// The number of the last event; it grows with whatever anybody does.
    package func auditSequence() async throws(StoreError) -> Int64 {
        try await read { (db) throws(StoreError) in
            try db.one("SELECT sequence FROM audit_head WHERE one = 1").int64(0)
        }
    }

    /// The latest events, the newest first.
    ///
    /// - Parameter sequence: the last event of the page before; the greatest number for the first page.
    package func auditEvents(before sequence: Int64, limit: Int) async throws(StoreError) -> [AuditEvent] {
        try await read { (db) throws(StoreError) in
            try db.auditEvents("sequence < $1 ORDER BY sequence DESC LIMIT $2", [sequence, limit])
        }
    }

    /// Reads the whole record and finds every event that was changed, added or taken out.
    ///
    /// - Parameter known: a hash that an event had when somebody noted it; without it nobody can tell a record that was
    ///   cut short or written anew as a whole.
    /// - Complexity: O(*n*) for *n* events, a page of them in memory.
    package func verifyAudit(known: String? = nil) async throws(StoreError) -> AuditVerification {
        try await read { (db) throws(StoreError) in
            var verifier = AuditVerifier(known: known)
            var last: Int64 = 0
            while true {
                let page = try db.auditEvents("sequence > $1 ORDER BY sequence LIMIT $2", [last, 1000])
                for event in page { verifier.add(event) }
                guard let end = page.last else { break }
                last = end.sequence
            }
            let head = try db.one("SELECT sequence, hash FROM audit_head WHERE one = 1")
            return verifier.finish(headSequence: try head.int64(0), headHash: try head.text(1))
        }
    }
}

extension Connection {
    func auditEvents(
        _ condition: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [AuditEvent] {
        var events: [AuditEvent] = []
        for row in try query(
            "SELECT sequence, at, actor, action, subject, detail, hash FROM audit_event WHERE \(condition)", arguments)
        {
            events.append(
                AuditEvent(
                    sequence: try row.int64(0), at: try row.timestamp(1),
                    actor: try row.optionalInt64(2).map(UserID.init), action: try row.text(3),
                    subject: try row.text(4), detail: try row.text(5), hash: try row.text(6)))
        }
        return events
    }
}

/// An event that is not part of the record yet.
struct AuditEntry {
    let action: String
    let subject: String
    let detail: String
    let actor: UserID?

    init(_ action: String, _ subject: String, detail: String = "", by actor: UserID?) {
        self.action = action
        self.subject = subject
        self.detail = detail
        self.actor = actor
    }
}

extension Connection {
    /// Adds an event to the record, in the transaction that does what it tells.
    ///
    /// The head of the chain is locked until the transaction ends, so this comes last in one.
    func audit(
        _ action: String, _ subject: String, detail: String = "", by actor: UserID?, at: Timestamp
    ) throws(StoreError) {
        try audit([AuditEntry(action, subject, detail: detail, by: actor)], at: at)
    }

    /// Adds events to the record in their order.
    func audit(_ entries: [AuditEntry], at: Timestamp) throws(StoreError) {
        guard !entries.isEmpty else { return }
        let head = try one("SELECT sequence, hash FROM audit_head WHERE one = 1 \(dialect.forUpdate)")
        var sequence = try head.int64(0)
        var hash = try head.text(1)
        for entry in entries {
            sequence += 1
            hash = AuditEvent.hash(
                after: hash, sequence: sequence, at: at, actor: entry.actor, action: entry.action,
                subject: entry.subject, detail: entry.detail)
            try run(
                """
                INSERT INTO audit_event (sequence, at, actor, action, subject, detail, hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """, sequence, at, entry.actor, entry.action, entry.subject, entry.detail, hash)
        }
        try run("UPDATE audit_head SET sequence = $1, hash = $2 WHERE one = 1", sequence, hash)
    }
}
