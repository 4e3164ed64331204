package import QuorumCore

/// A message that somebody is about to send.
package struct WebhookMessage: Sendable, Hashable {
    package let webhook: WebhookID
    package let url: String
    package let secret: String
    /// With how often it was tried, this time among them.
    package let delivery: WebhookDelivery
}

/// What became of an attempt to send a message.
package struct WebhookOutcome: Sendable, Hashable {
    /// The HTTP status; nil when no answer came.
    package let status: Int?
    /// Why it failed, in words for a person; nil when it was taken.
    package let failure: String?

    package init(status: Int?, failure: String?) {
        self.status = status
        self.failure = failure
    }
}

private enum WebhookRules {
    /// Before the second attempt, the third, and so on; Standard Webhooks' schedule.
    static let pauses: [Duration] = [
        .seconds(5), .seconds(300), .seconds(1800), .seconds(7200), .seconds(18_000), .seconds(36_000),
        .seconds(50_400), .seconds(72_000), .seconds(86_400),
    ]
    /// After failing so long nothing is sent any more.
    static let longestFailing: Duration = .seconds(5 * 86_400)
    static let keeping: Duration = .seconds(30 * 86_400)
    /// Events of one message.
    static let mostGathered = 500
    /// The address is gone for good, and says so.
    static let gone = 410
}

extension LabelStore {
    /// Makes messages of the events that were noted, and forgets messages that are a month old.
    ///
    /// - Returns: how many messages there are more.
    package func gatherWebhookEvents(at: Timestamp) async throws(StoreError) -> Int {
        try await write { (db) throws(StoreError) in
            let oldest = Timestamp(milliseconds: at.milliseconds - Int64(WebhookRules.keeping / .milliseconds(1)))
            try db.run("DELETE FROM webhook_delivery WHERE created_at < $1 AND state <> 'pending'", oldest)
            var count = 0
            for row in try db.all(
                """
                SELECT w.id, w.project FROM webhook w
                WHERE EXISTS (SELECT 1 FROM webhook_outbox o WHERE o.webhook = w.id)
                ORDER BY w.id \(db.dialect.forUpdateSkippingLocked)
                """)
            { count += try db.gather(row.id(0), of: row.id(1), at: at) }
            return count
        }
    }

    /// Takes the message that is due longest, which nobody else sends then until `lease` is over; nil when there is none.
    package func claimWebhookMessage(for lease: Duration, at: Timestamp) async throws(StoreError) -> WebhookMessage? {
        try await write { (db) throws(StoreError) in
            guard
                let row = try db.first(
                    """
                    SELECT d.id FROM webhook_delivery d
                    WHERE d.state = 'pending' AND d.due_at <= $1
                        AND EXISTS (SELECT 1 FROM webhook w
                                    WHERE w.id = d.webhook AND w.disabled_at IS NULL AND w.paused_at IS NULL)
                    ORDER BY d.due_at, d.id LIMIT 1 \(db.dialect.forUpdateSkippingLocked)
                    """, at)
            else { return nil }
            let id: WebhookDeliveryID = try row.id(0)
            try db.run(
                "UPDATE webhook_delivery SET attempts = attempts + 1, due_at = $2 WHERE id = $1", id,
                at.advanced(by: lease))
            let message = try db.one(
                """
                SELECT \(WebhookDelivery.columns), w.id, w.url, w.secret
                FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook WHERE d.id = $1
                """, id)
            let rest = message.from(WebhookDelivery.width)
            return WebhookMessage(
                webhook: try rest.id(0), url: try rest.text(1), secret: try rest.text(2),
                delivery: try WebhookDelivery(message))
        }
    }

    /// Records what became of an attempt. A message that was not taken waits, longer each time, until it was tried ten
    /// times, a test only once; an address that takes nothing for five days, or says that it is gone, is sent nothing any
    /// more.
    package func record(
        _ outcome: WebhookOutcome, of message: WebhookMessage, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            let tried = message.delivery.attempts
            let isTried = message.delivery.event == .test || tried > WebhookRules.pauses.count
            let pause = isTried ? nil : WebhookRules.pauses[tried - 1]
            let isDisabled = try db.isDisabled(message.webhook)
            let state: WebhookDelivery.State =
                outcome.failure == nil ? .delivered : pause == nil || isDisabled ? .failed : .pending
            let changed = try db.run(
                """
                UPDATE webhook_delivery SET state = $3, status = $4, failure = $5, due_at = $6
                WHERE id = $1 AND attempts = $2
                """, message.delivery.id, tried, state.rawValue, outcome.status, outcome.failure,
                state == .pending ? at.advanced(by: pause ?? .zero) : at)
            // Somebody else has it meanwhile, or it is sent anew.
            guard changed == 1 else { return }
            guard let failure = outcome.failure else {
                try db.run("UPDATE webhook SET failing_since = NULL WHERE id = $1", message.webhook)
                return
            }
            let isGone = outcome.status == WebhookRules.gone
            guard isGone || message.delivery.event != .test else { return }
            // What another address said meanwhile is nothing about the one it has now.
            let isItsAddress = try db.first(
                "SELECT 1 FROM webhook WHERE id = $1 AND url = $2", message.webhook, message.url)
            guard isItsAddress != nil else { return }
            try db.noteFailure(failure, isGone: isGone, of: message.webhook, at: at)
        }
    }
}

extension Connection {
    /// - Returns: how many messages were made.
    fileprivate func gather(_ webhook: WebhookID, of project: ProjectID, at: Timestamp) throws(StoreError) -> Int {
        let rows = try all(
            "SELECT id, event, data, at FROM webhook_outbox WHERE webhook = $1 ORDER BY id LIMIT $2", webhook,
            WebhookRules.mostGathered)
        var gathered: [WebhookEvent: (data: [String], last: Timestamp)] = [:]
        var messages: [(WebhookEvent, data: String, Timestamp)] = []
        for row in rows {
            let (event, at): (WebhookEvent, Timestamp) = (try row.choice(1), try row.timestamp(3))
            if event.isGathered {
                gathered[event, default: ([], at)].data.append(try row.text(2))
                gathered[event]?.last = at
            } else {
                messages.append((event, try row.text(2), at))
            }
            try run("DELETE FROM webhook_outbox WHERE id = $1", row.int64(0))
        }
        for (event, many) in gathered.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            messages.append((event, "{\"tasks\":[\(many.data.joined(separator: ","))]}", many.last))
        }
        for (event, data, moment) in messages {
            try addMessage(event, about: data, of: moment, in: project, to: webhook, at: at)
        }
        return messages.count
    }

    /// Makes a message that is due at once.
    @discardableResult
    func addMessage(
        _ event: WebhookEvent, about data: String, of moment: Timestamp, in project: ProjectID, to webhook: WebhookID,
        at: Timestamp
    ) throws(StoreError) -> WebhookDeliveryID {
        let payload =
            "{\"type\":\"\(event.rawValue)\",\"timestamp\":\"\(moment.iso8601)\","
            + "\"project\":\(project),\"data\":\(data)}"
        return try one(
            """
            INSERT INTO webhook_delivery (webhook, event, payload, state, created_at, due_at)
            VALUES ($1, $2, $3, 'pending', $4, $4) RETURNING id
            """, webhook, event.rawValue, payload, at
        ).id(0)
    }

    fileprivate func isDisabled(_ webhook: WebhookID) throws(StoreError) -> Bool {
        try first("SELECT 1 FROM webhook WHERE id = $1 AND disabled_at IS NOT NULL", webhook) != nil
    }

    fileprivate func noteFailure(
        _ failure: String, isGone: Bool, of webhook: WebhookID, at: Timestamp
    ) throws(StoreError) {
        guard
            let row = try first(
                """
                UPDATE webhook SET failing_since = COALESCE(failing_since, $2) WHERE id = $1 AND disabled_at IS NULL
                RETURNING failing_since, project
                """, webhook, at)
        else { return }
        let isTooLong = try row.timestamp(0).advanced(by: WebhookRules.longestFailing) <= at
        guard isGone || isTooLong else { return }
        let reason =
            isGone ? "The address answered that it is gone (410)." : "It took nothing for five days: \(failure)"
        try run("UPDATE webhook SET disabled_at = $2, disabled_because = $3 WHERE id = $1", webhook, at, reason)
        try run("DELETE FROM webhook_outbox WHERE webhook = $1", webhook)
        try run("UPDATE webhook_delivery SET state = 'failed' WHERE webhook = $1 AND state = 'pending'", webhook)
        try audit(
            "webhook.disabled", "project \(try row.int64(1))", detail: "webhook \(webhook)", by: nil, at: at)
    }
}
