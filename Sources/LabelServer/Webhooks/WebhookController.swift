import HTTPTypes
import Hummingbird
import QuorumCore

/// Webhooks of a project, and what was sent to them.
struct WebhookController: Sendable {
    private static let pages = 1...200

    let webhooks: WebhookService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listWebhooks, use: list)
        routes.on(.createWebhook, use: create)
        routes.on(.showWebhook, use: show)
        routes.on(.changeWebhook, use: change)
        routes.on(.removeWebhook, use: remove)
        routes.on(.testWebhook, use: test)
        routes.on(.listDeliveries, use: deliveries)
        routes.on(.redeliver, use: redeliver)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [WebhookJSON]]> {
        .ok(["webhooks": try await webhooks.webhooks(of: context.project).map { WebhookJSON($0) }])
    }

    private func create(_ request: Request, _ context: MemberContext) async throws -> Answer<WebhookJSON> {
        let input = try await request.decode(as: WebhookDraft.self, context: context)
        let (webhook, secret) = try await webhooks.create(
            in: context.project, url: input.url, events: input.events, by: context.user)
        return .created(WebhookJSON(webhook, secret: secret))
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<WebhookJSON> {
        let webhook = try await webhooks.webhook(context.identifier("webhook"), of: context.project)
        return .ok(WebhookJSON(webhook), tag: webhook.tag)
    }

    private func change(_ request: Request, _ context: MemberContext) async throws -> Answer<WebhookJSON> {
        let patch = try await context.requestDecoder.mergePatch(from: request)
        let webhook = try await webhooks.change(
            context.identifier("webhook"), of: context.project, by: patch, if: { try $0.require(by: request) },
            by: context.user)
        return .ok(WebhookJSON(webhook), tag: webhook.tag)
    }

    private func remove(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await webhooks.remove(context.identifier("webhook"), of: context.project, by: context.user)
        return .noContent
    }

    private func test(_ request: Request, _ context: MemberContext) async throws -> Answer<DeliveryJSON> {
        .accepted(
            DeliveryJSON(
                try await webhooks.test(context.identifier("webhook"), of: context.project, by: context.user)))
    }

    private func deliveries(_ request: Request, _ context: MemberContext) async throws -> Answer<DeliveriesJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pages, standard: 50)
        let before = try query.number("before", in: 1...Int.max, standard: Int.max)
        let found = try await webhooks.deliveries(
            to: context.identifier("webhook"), of: context.project, before: WebhookDeliveryID(Int64(before)),
            limit: limit)
        return .ok(DeliveriesJSON(found, isFull: found.count == limit))
    }

    private func redeliver(_ request: Request, _ context: MemberContext) async throws -> Answer<DeliveryJSON> {
        let delivery = try await webhooks.redeliver(
            context.identifier("delivery"), to: context.identifier("webhook"), of: context.project, by: context.user)
        return .accepted(DeliveryJSON(delivery))
    }
}

private struct WebhookDraft: Decodable {
    let url: String
    let events: [String]
}

struct WebhookJSON: Encodable, Sendable {
    let id: WebhookID
    let url: String
    let events: [WebhookEvent]
    let createdAt: String
    /// Whether nothing is sent, because somebody said so or since `disabled_at`.
    let paused: Bool
    @Nullable var disabledAt: String?
    @Nullable var disabledBecause: String?
    /// For the header If-Match of a change.
    let etag: String
    /// What messages are signed with: only in the answer that made it.
    let secret: String?

    init(_ webhook: Webhook, secret: String? = nil) {
        id = webhook.id
        url = webhook.url
        events = WebhookEvent.allCases.filter(webhook.events.contains)
        createdAt = webhook.createdAt.iso8601
        paused = !webhook.isActive
        _disabledAt = Nullable(wrappedValue: webhook.disabled?.at.iso8601)
        _disabledBecause = Nullable(wrappedValue: webhook.disabled?.reason)
        etag = webhook.tag.text
        self.secret = secret
    }
}

struct DeliveriesJSON: Encodable, Sendable {
    let deliveries: [DeliveryJSON]
    /// The `before` of the next page.
    @Nullable var next: WebhookDeliveryID?

    init(_ deliveries: [WebhookDelivery], isFull: Bool) {
        self.deliveries = deliveries.map(DeliveryJSON.init)
        _next = Nullable(wrappedValue: isFull ? deliveries.last?.id : nil)
    }
}

struct DeliveryJSON: Encodable, Sendable {
    let id: WebhookDeliveryID
    let event: WebhookEvent
    let payload: String
    let state: WebhookDelivery.State
    let attempts: Int
    @Nullable var status: Int?
    @Nullable var failure: String?
    let createdAt: String
    let dueAt: String

    init(_ delivery: WebhookDelivery) {
        id = delivery.id
        event = delivery.event
        payload = delivery.payload
        state = delivery.state
        attempts = delivery.attempts
        _status = Nullable(wrappedValue: delivery.status)
        _failure = Nullable(wrappedValue: delivery.failure)
        createdAt = delivery.createdAt.iso8601
        dueAt = delivery.dueAt.iso8601
    }
}
