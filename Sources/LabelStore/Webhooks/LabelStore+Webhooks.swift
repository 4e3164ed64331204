package import QuorumCore

extension LabelStore {
    /// - Parameter secret: what messages are signed with, so that it is stored as it is.
    package func createWebhook(
        in project: ProjectID, url: String, events: Set<WebhookEvent>, secret: String, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Webhook {
        try await write { (db) throws(StoreError) in
            let names = events.names
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

    package func webhook(_ id: WebhookID, of project: ProjectID) async throws(StoreError) -> Webhook {
        try await read { (db) throws(StoreError) in try db.webhook(id, in: project) }
    }

    /// Changes an address. Messages that wait go to where it is then; while it is paused they go on waiting, and of what
    /// happens there are none. One that goes on after it took nothing for long gets what happens from then on.
    ///
    /// - Parameters:
    ///   - before: the webhook as whoever changes it knows it.
    ///   - isActive: whether it hears of what happens.
    /// - Throws: `.stale` when it is not `before` any more.
    package func changeWebhook(
        from before: Webhook, url: String, events: Set<WebhookEvent>, isActive: Bool, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Webhook {
        let (id, project) = (before.id, before.project)
        return try await write { (db) throws(StoreError) in
            _ = try db.first("SELECT 1 FROM webhook WHERE id = $1 \(db.dialect.forUpdate)", id)
            guard try db.webhook(id, in: project) == before else {
                throw StoreError(
                    .stale, "Somebody has changed the webhook in the meantime; look at it, then change it.")
            }
            if url != before.url || events != before.events {
                try db.run(
                    "UPDATE webhook SET url = $2, events = $3, failing_since = NULL WHERE id = $1", id, url,
                    " \(events.names) ")
                let detail = "webhook \(id) \(events.names)\(url == before.url ? "" : " elsewhere")"
                try db.audit("webhook.changed", "project \(project)", detail: detail, by: manager, at: at)
            }
            if isActive != before.isActive { try db.set(before, isActive: isActive, by: manager, at: at) }
            return try db.webhook(id, in: project)
        }
    }

    /// Sends an address a message of nothing but itself, once.
    ///
    /// - Throws: `.conflict` for an address that nothing is sent to.
    package func testWebhook(
        _ id: WebhookID, of project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> WebhookDelivery {
        try await write { (db) throws(StoreError) in
            try db.requireActive(id, in: project)
            let about = Announcement().with("webhook", id.value).json
            let delivery = try db.addMessage(.test, about: about, of: at, in: project, to: id, at: at)
            try db.audit("webhook.tested", "project \(project)", detail: "webhook \(id)", by: manager, at: at)
            return try db.delivery(delivery)
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
            try db.requireActive(id, in: project)
            let changed = try db.run(
                """
                UPDATE webhook_delivery SET state = 'pending', attempts = 0, due_at = $3 WHERE id = $1 AND webhook = $2
                """, delivery, id, at)
            guard changed == 1 else { throw StoreError(.notFound, "The webhook has no delivery \(delivery).") }
            try db.audit(
                "webhook.redelivered", "project \(project)", detail: "delivery \(delivery)", by: manager, at: at)
            return try db.delivery(delivery)
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

    fileprivate func delivery(_ id: WebhookDeliveryID) throws(StoreError) -> WebhookDelivery {
        try WebhookDelivery(one("SELECT \(WebhookDelivery.columns) FROM webhook_delivery d WHERE d.id = $1", id))
    }

    fileprivate func requireActive(_ id: WebhookID, in project: ProjectID) throws(StoreError) {
        guard try webhook(id, in: project).isActive else {
            throw StoreError(.conflict, "Nothing is sent to that address just now; let the webhook go on first.")
        }
    }

    fileprivate func set(
        _ webhook: Webhook, isActive: Bool, by manager: UserID, at: Timestamp
    ) throws(StoreError) {
        let pausedAt: Timestamp? = isActive ? nil : at
        try run(
            """
            UPDATE webhook SET paused_at = $2, disabled_at = NULL, disabled_because = NULL, failing_since = NULL
            WHERE id = $1
            """, webhook.id, pausedAt)
        try audit(
            isActive ? "webhook.resumed" : "webhook.paused", "project \(webhook.project)",
            detail: "webhook \(webhook.id)", by: manager, at: at)
    }
}

extension Set<WebhookEvent> {
    /// In the order of the events, with blanks between them.
    fileprivate var names: String {
        WebhookEvent.allCases.filter(contains).map(\.rawValue).joined(separator: " ")
    }
}

extension Webhook {
    /// Of `webhook w`.
    fileprivate static let columns =
        "w.id, w.project, w.url, w.events, w.created_at, w.paused_at, w.disabled_at, w.disabled_because"

    fileprivate init(_ row: Row) throws(StoreError) {
        let names = try row.text(3).split(separator: " ")
        self.init(
            id: try row.id(0), project: try row.id(1), url: try row.text(2),
            events: Set(names.compactMap { WebhookEvent(rawValue: String($0)) }), createdAt: try row.timestamp(4),
            pausedAt: row.isNull(5) ? nil : try row.timestamp(5),
            disabled: row.isNull(6) ? nil : Disabling(at: try row.timestamp(6), reason: try row.text(7)))
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
