import LabelStore
import QuorumCore

/// The addresses that hear of a project's events.
struct WebhookService: Sendable {
    private static let most = 20

    let store: LabelStore
    let allowsPrivate: Bool

    func webhooks(of project: ProjectID) async throws -> [Webhook] { try await store.webhooks(in: project) }

    func webhook(_ id: WebhookID, of project: ProjectID) async throws -> Webhook {
        try await store.webhook(id, of: project)
    }

    /// - Returns: the webhook, and the secret that is shown once.
    func create(
        in project: ProjectID, url: String, events: [String], by manager: User
    ) async throws -> (Webhook, secret: String) {
        let events = try Self.events(events)
        let url = try await address(url)
        guard try await store.webhooks(in: project).count < Self.most else {
            throw Problem.conflict("The project has \(Self.most) webhooks; remove one that is not used.")
        }
        let secret = WebhookSignature.makeSecret()
        let webhook = try await store.createWebhook(
            in: project, url: url, events: events, secret: secret, by: manager.id, at: .now)
        return (webhook, secret)
    }

    /// Changes a webhook by a merge patch (RFC 7396).
    ///
    /// - Parameter isCurrent: throws unless the patch was made of the webhook as it is.
    /// - Throws: `Problem` (422) that names the field that cannot be so, or is none.
    func change(
        _ id: WebhookID, of project: ProjectID, by patch: JSONValue, if isCurrent: (EntityTag) throws -> Void,
        by manager: User
    ) async throws -> Webhook {
        let before = try await store.webhook(id, of: project)
        try isCurrent(before.tag)
        let edit = try WebhookEdit(of: before, by: patch)
        let events = try Self.events(edit.events)
        let url = edit.url == before.url ? edit.url : try await address(edit.url)
        return try await store.changeWebhook(
            from: before, url: url, events: events, isActive: !edit.paused, by: manager.id, at: .now)
    }

    /// Sends an address a message that says nothing.
    func test(_ id: WebhookID, of project: ProjectID, by manager: User) async throws -> WebhookDelivery {
        try await store.testWebhook(id, of: project, by: manager.id, at: .now)
    }

    func remove(_ id: WebhookID, of project: ProjectID, by manager: User) async throws {
        try await store.removeWebhook(id, of: project, by: manager.id, at: .now)
    }

    func deliveries(
        to id: WebhookID, of project: ProjectID, before: WebhookDeliveryID?, limit: Int
    ) async throws -> [WebhookDelivery] {
        try await store.deliveries(to: id, of: project, before: before, limit: limit)
    }

    func redeliver(
        _ delivery: WebhookDeliveryID, to id: WebhookID, of project: ProjectID, by manager: User
    ) async throws -> WebhookDelivery {
        try await store.redeliver(delivery, to: id, of: project, by: manager.id, at: .now)
    }

    private static func events(_ names: [String]) throws -> Set<WebhookEvent> {
        let events = try names.enumerated().map { offset, name in
            try FieldRules.choice(name, field: "events.\(offset)", from: WebhookEvent.offered)
        }
        guard !events.isEmpty else {
            throw Problem.invalid("events", "Without an event nothing would be sent; name at least one.")
        }
        return Set(events)
    }

    /// An address that messages may go to.
    private func address(_ url: String) async throws -> String {
        let address = try WebhookAddress(url, allowsPrivate: allowsPrivate)
        do {
            _ = try await address.resolved(allowsPrivate: allowsPrivate)
        } catch let failure as WebhookFailure {
            throw Problem.invalid("url", failure.message)
        }
        return address.url
    }
}
