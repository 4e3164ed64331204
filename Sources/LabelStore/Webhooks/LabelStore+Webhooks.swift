package import QuorumCore

extension LabelStore {
    /// - Parameter secret: what messages are signed with, so that it is stored as it is.
    package func createWebhook(
        in project: ProjectID, url: String, events: Set<WebhookEvent>, secret: String, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Webhook {
        try await write { (db) throws(StoreError) in
            let names = WebhookEvent.allCases.filter(events.contains).map(\.rawValue).joined(separator: " ")
            let id: WebhookID = try db.one(
                """
                INSERT INTO webhook (project, url, events, secret, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id
                """, project, url, " \(names) ", secret, at
            ).id(0)
            try db.audit("webhook.made", "project \(project)", detail: "webhook \(id) \(names)", by: manager, at: at)
            return try db.webhook(id, in: project)
        }
    }

    package func webhooks(in project: ProjectID) async throws(StoreError) -> [Webhook] {
        try await read { (db) throws(StoreError) in
            var found: [Webhook] = []
            for row in try db.all(
                "SELECT \(Webhook.columns) FROM webhook w WHERE w.project = $1 ORDER BY w.id", project)
            { found.append(try Webhook(row)) }
            return found
        }
    }

    /// Forgets an address, and all that was or is to be sent there.
    package func removeWebhook(
        _ id: WebhookID, of project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            _ = try db.webhook(id, in: project)
            try db.run("DELETE FROM webhook WHERE id = $1", id)
            try db.audit("webhook.removed", "project \(project)", detail: "webhook \(id)", by: manager, at: at)
        }
    }

    /// Sends to an address again that nothing was sent to any more.
    package func enableWebhook(
        _ id: WebhookID, of project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Webhook {
        try await write { (db) throws(StoreError) in
            _ = try db.webhook(id, in: project)
            try db.run(
                "UPDATE webhook SET disabled_at = NULL, disabled_because = NULL, failing_since = NULL WHERE id = $1", id
            )
            try db.audit("webhook.enabled", "project \(project)", detail: "webhook \(id)", by: manager, at: at)
            return try db.webhook(id, in: project)
        }
    }

    /// The latest messages to an address, the newest first.
    ///
    /// - Parameter before: the last of the page before.
    package func deliveries(
        to id: WebhookID, of project: ProjectID, before: WebhookDeliveryID?, limit: Int
    ) async throws(StoreError) -> [WebhookDelivery] {
        try await read { (db) throws(StoreError) in
            _ = try db.webhook(id, in: project)
            var found: [WebhookDelivery] = []
            for row in try db.all(
                """
                SELECT \(WebhookDelivery.columns) FROM webhook_delivery d
                WHERE d.webhook = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT $3
                """, id, before?.value ?? Int64.max, limit)
            { found.append(try WebhookDelivery(row)) }
            return found
        }
    }

    /// Sends a message once more, whatever became of it; its content stays the same.
    ///
    /// - Throws: `.conflict` for an address that nothing is sent to.
    package func redeliver(
        _ delivery: WebhookDeliveryID, to id: WebhookID, of project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> WebhookDelivery {
        try await write { (db) throws(StoreError) in
            guard try db.webhook(id, in: project).disabled == nil else {
                throw StoreError(.conflict, "Nothing is sent to that address any more; enable the webhook first.")
            }
            let changed = try db.run(
                """
                UPDATE webhook_delivery SET state = 'pending', attempts = 0, due_at = $3 WHERE id = $1 AND webhook = $2
                """, delivery, id, at)
            guard changed == 1 else { throw StoreError(.notFound, "The webhook has no delivery \(delivery).") }
            try db.audit(
                "webhook.redelivered", "project \(project)", detail: "delivery \(delivery)", by: manager, at: at)
            return try WebhookDelivery(
                db.one("SELECT \(WebhookDelivery.columns) FROM webhook_delivery d WHERE d.id = $1", delivery))
        }
    }
}

extension Connection {
    fileprivate func webhook(_ id: WebhookID, in project: ProjectID) throws(StoreError) -> Webhook {
        guard
            let row = try first(
                "SELECT \(Webhook.columns) FROM webhook w WHERE w.id = $1 AND w.project = $2", id, project)
        else { throw StoreError(.notFound, "The project has no webhook \(id).") }
        return try Webhook(row)
    }
}

extension Webhook {
    /// Of `webhook w`.
    fileprivate static let columns =
        "w.id, w.project, w.url, w.events, w.created_at, w.disabled_at, w.disabled_because"

    fileprivate init(_ row: Row) throws(StoreError) {
        let names = try row.text(3).split(separator: " ")
        self.init(
            id: try row.id(0), project: try row.id(1), url: try row.text(2),
            events: Set(names.compactMap { WebhookEvent(rawValue: String($0)) }), createdAt: try row.timestamp(4),
            disabled: row.isNull(5) ? nil : Disabling(at: try row.timestamp(5), reason: try row.text(6)))
    }
}

extension WebhookDelivery {
    /// Of `webhook_delivery d`.
    static let columns =
        "d.id, d.event, d.payload, d.state, d.attempts, d.status, d.failure, d.created_at, d.due_at"
    static let width = 9

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), event: try row.choice(1), payload: try row.text(2), state: try row.choice(3),
            attempts: try row.int(4), status: try row.optionalInt64(5).map { Int($0) },
            failure: try row.optionalText(6), createdAt: try row.timestamp(7), dueAt: try row.timestamp(8))
    }
}
