import LabelStore
import QuorumCore

/// The addresses that hear of a project's events.
struct WebhookService: Sendable {
    private static let most = 20

    let store: LabelStore
    let allowsPrivate: Bool

    func webhooks(of project: ProjectID) async throws -> [Webhook] { try await store.webhooks(in: project) }

    /// - Returns: the webhook, and the secret that is shown once.
    func create(
        in project: ProjectID, url: String, events: [String], by manager: User
    ) async throws -> (Webhook, secret: String) {
        let address = try WebhookAddress(url, allowsPrivate: allowsPrivate)
        let events = try events.enumerated().map {
            try FieldRules.choice($0.element, field: "events.\($0.offset)", of: WebhookEvent.self)
        }
        guard !events.isEmpty else {
            throw Problem.invalid("events", "Without an event nothing would be sent; name at least one.")
        }
        do {
            _ = try await address.resolved(allowsPrivate: allowsPrivate)
        } catch let failure as WebhookFailure {
            throw Problem.invalid("url", failure.message)
        }
        guard try await store.webhooks(in: project).count < Self.most else {
            throw Problem.conflict("The project has \(Self.most) webhooks; remove one that is not used.")
        }
        let secret = WebhookSignature.makeSecret()
        let webhook = try await store.createWebhook(
            in: project, url: address.url, events: Set(events), secret: secret, by: manager.id, at: .now)
        return (webhook, secret)
    }

    func remove(_ id: WebhookID, of project: ProjectID, by manager: User) async throws {
        try await store.removeWebhook(id, of: project, by: manager.id, at: .now)
    }

    func enable(_ id: WebhookID, of project: ProjectID, by manager: User) async throws -> Webhook {
        try await store.enableWebhook(id, of: project, by: manager.id, at: .now)
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
}
