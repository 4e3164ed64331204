internal import QuorumCore

extension LabelStore {
    /// The record of who did what, in order.
    package func auditEvents(after sequence: Int64, limit: Int) async throws(StoreError) -> [AuditEvent] {
        try await read { (db) throws(StoreError) in
            var events: [AuditEvent] = []
            for row in try db.all(
                """
                SELECT sequence, at, actor, action, subject, detail, hash FROM audit_event
                WHERE sequence > $1 ORDER BY sequence LIMIT $2
                """, sequence, limit)
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
}

extension AuditEvent {
    /// Whether each event's hash follows from the one before: none was changed, added or taken out between them.
    ///
    /// - Parameters:
    ///   - events: in order, without gaps.
    ///   - previous: the hash of the event before the first; empty at the start of the record.
    package static func isChain(_ events: [AuditEvent], after previous: String = "") -> Bool {
        var previous = previous
        for event in events {
            let expected = hash(
                after: previous, sequence: event.sequence, at: event.at, actor: event.actor, action: event.action,
                subject: event.subject, detail: event.detail)
            guard event.hash == expected else { return false }
            previous = expected
        }
        return true
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
