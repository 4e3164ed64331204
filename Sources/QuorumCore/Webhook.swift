public typealias WebhookID = Identifier<Webhook>
public typealias WebhookDeliveryID = Identifier<WebhookDelivery>

/// What a project tells other programs of.
public enum WebhookEvent: String, Sendable, Codable, CaseIterable {
    case taskSettled = "task.settled"
    case taskContested = "task.contested"
    case versionFrozen = "version.frozen"
    case jobDone = "job.done"
    case jobFailed = "job.failed"
    case annotatorPaused = "annotator.paused"
    /// Somebody tries whether an address takes messages.
    case test = "webhook.test"

    /// What an address can ask to hear of.
    public static let offered = allCases.filter { $0 != .test }

    /// Whether many of them are told in one message.
    public var isGathered: Bool { self == .taskSettled || self == .taskContested }
}

/// An address that hears of a project's events.
public struct Webhook: Sendable, Hashable {
    public let id: WebhookID
    public let project: ProjectID
    public let url: String
    public let events: Set<WebhookEvent>
    public let createdAt: Timestamp
    /// Since when nothing is sent because somebody said so; nil otherwise.
    public let pausedAt: Timestamp?
    /// Why and since when nothing is sent because the address took nothing; nil otherwise.
    public let disabled: Disabling?

    /// Whether it hears of what happens.
    public var isActive: Bool { pausedAt == nil && disabled == nil }

    public struct Disabling: Sendable, Hashable {
        public let at: Timestamp
        public let reason: String

        public init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    public init(
        id: WebhookID, project: ProjectID, url: String, events: Set<WebhookEvent>, createdAt: Timestamp,
        pausedAt: Timestamp?, disabled: Disabling?
    ) {
        self.id = id
        self.project = project
        self.url = url
        self.events = events
        self.createdAt = createdAt
        self.pausedAt = pausedAt
        self.disabled = disabled
    }
}

/// One message to a webhook, and what became of it.
public struct WebhookDelivery: Sendable, Hashable {
    public enum State: String, Sendable, Codable, CaseIterable {
        /// To be sent, or sent again.
        case pending
        case delivered
        /// Sent as often as it is tried.
        case failed
    }

    public let id: WebhookDeliveryID
    public let event: WebhookEvent
    /// The body, the same at every attempt.
    public let payload: String
    public let state: State
    public let attempts: Int
    /// The HTTP status of the last answer; nil when none came.
    public let status: Int?
    /// Why the last attempt failed, in words for a person.
    public let failure: String?
    public let createdAt: Timestamp
    /// When it is sent next, or was last.
    public let dueAt: Timestamp

    public init(
        id: WebhookDeliveryID, event: WebhookEvent, payload: String, state: State, attempts: Int, status: Int?,
        failure: String?, createdAt: Timestamp, dueAt: Timestamp
    ) {
        self.id = id
        self.event = event
        self.payload = payload
        self.state = state
        self.attempts = attempts
        self.status = status
        self.failure = failure
        self.createdAt = createdAt
        self.dueAt = dueAt
    }
}
