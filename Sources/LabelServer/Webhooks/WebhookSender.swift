import LabelStore
import Logging
import QuorumCore
import ServiceLifecycle
import Tracing

/// Sends what happened to the addresses that want to hear of it. Any number of processes may be at it: each message is
/// claimed in the database, and goes to another process when the one that had it dies.
final class WebhookSender: Service {
    private static let pause: Duration = .seconds(1)
    /// How long a message stays with a process that gives no sign of life; sending ends sooner.
    private static let lease: Duration = .seconds(60)
    private static let mostAtOnce = 16

    private let store: LabelStore
    private let client: WebhookClient
    private let logger: Logger

    init(store: LabelStore, client: WebhookClient, logger: Logger) {
        self.store = store
        self.client = client
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                var started = 0
                while !Task.isCancelled {
                    do {
                        _ = try await self.store.gatherWebhookEvents(at: .now)
                        while !Task.isCancelled, let message = try await self.claim() {
                            group.addTask { await self.send(message) }
                            started += 1
                            // A slow address takes one place, and holds up nobody while there are others.
                            if started >= Self.mostAtOnce { await group.next() }
                        }
                    } catch {
                        self.logger.warning("Webhooks cannot be sent", metadata: ["error": "\(error)"])
                    }
                    try? await Task.sleep(for: Self.pause)
                }
            }
        }
    }

    private func claim() async throws -> WebhookMessage? {
        try await store.claimWebhookMessage(for: Self.lease, at: .now)
    }

    private func send(_ message: WebhookMessage) async {
        await withSpan("webhook", context: .topLevel, ofKind: .producer) { span in
            span.attributes["quorum.webhook.attempt"] = message.delivery.attempts
            let outcome = await client.send(message, at: .now)
            if outcome.failure != nil { span.setStatus(SpanStatus(code: .error)) }
            do {
                try await store.record(outcome, of: message, at: .now)
            } catch {
                // It is sent again when the claim is over; receivers know it by its id.
                logger.warning("What became of a message cannot be recorded", metadata: ["error": "\(error)"])
            }
        }
    }
}
