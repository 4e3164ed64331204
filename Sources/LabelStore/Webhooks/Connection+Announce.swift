internal import QuorumCore

/// A JSON object of what an event is about, in the order of its members.
struct Announcement {
    private var members: [(String, String)] = []

    func with(_ name: String, _ number: Int64) -> Announcement { adding(name, String(number)) }

    func with(_ name: String, _ text: String?) -> Announcement {
        guard let text else { return adding(name, "null") }
        var json: [UInt8] = []
        json.appendJSONString(text)
        return adding(name, String(decoding: json, as: UTF8.self))
    }

    private func adding(_ name: String, _ json: String) -> Announcement {
        var more = self
        more.members.append((name, json))
        return more
    }

    var json: String { "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}" }
}

extension Connection {
    /// Notes an event for the webhooks of a project that want it, in the transaction in which it happens. One that is
    /// being removed is waited for, and left out.
    func announce(
        _ event: WebhookEvent, in project: ProjectID, _ about: Announcement, at: Timestamp
    ) throws(StoreError) {
        try run(
            """
            INSERT INTO webhook_outbox (webhook, event, data, at)
            SELECT w.id, $2, $3, $4 FROM webhook w
            WHERE w.project = $1 AND w.disabled_at IS NULL AND w.paused_at IS NULL AND w.events LIKE $5
            \(dialect.forKeyShare)
            """, project, event.rawValue, about.json, at, "% \(event.rawValue) %")
    }

    /// Notes that a task was settled or has become contested; nothing for other states.
    func announce(_ state: TaskState, of task: TaskID, in project: ProjectID, at: Timestamp) throws(StoreError) {
        let event: WebhookEvent
        switch state {
        case .settled: event = .taskSettled
        case .contested: event = .taskContested
        case .open, .discarded: return
        }
        try announce(event, in: project, Announcement().with("task", task.value), at: at)
    }
}
