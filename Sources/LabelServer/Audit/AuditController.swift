import HTTPTypes
import Hummingbird
import LabelStore
import NIOCore
import QuorumCore

/// The record of who did what.
struct AuditController: Sendable {
    private static let pageLimits = 1...500
    private static let standardPage = 50

    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listAudit, use: list)
        routes.on(.verifyAudit, use: verify)
        routes.on(.exportAudit, use: export)
    }

    private func list(_ request: Request, _ context: UserContext) async throws -> Answer<AuditPageJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pageLimits, standard: Self.standardPage)
        let before = try query.number("before", in: 1...Int.max, standard: Int.max)
        let events = try await store.auditEvents(before: Int64(before), limit: limit)
        let names = try await store.userNames()
        return .ok(AuditPageJSON(events, limit: limit, names: names))
    }

    private func verify(_ request: Request, _ context: UserContext) async throws -> Answer<AuditVerificationJSON> {
        .ok(AuditVerificationJSON(try await store.verifyAudit(known: Query(request)["known"])))
    }

    /// All events as JSON Lines, page by page.
    private func export(_ request: Request, _ context: UserContext) async throws -> Response {
        let store = store
        let body = ResponseBody { writer in
            var last: Int64 = 0
            while true {
                let page = try await store.auditEvents(after: last, limit: 1000)
                guard let end = page.last else { break }
                last = end.sequence
                try await writer.write(ByteBuffer(string: page.map { $0.jsonLine + "\n" }.joined()))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/jsonl; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"audit.jsonl\"",
            ],
            body: body)
    }
}

struct AuditPageJSON: Encodable, Sendable {
    struct Event: Encodable, Sendable {
        let sequence: Int64
        let at: String
        /// nil for what the service did by itself.
        @Nullable var actor: UserID?
        @Nullable var name: String?
        let action: String
        let subject: String
        let detail: String
        let hash: String

        init(_ event: AuditEvent, name: String?) {
            sequence = event.sequence
            at = event.at.iso8601
            action = event.action
            subject = event.subject
            detail = event.detail
            hash = event.hash
            actor = event.actor
            self.name = name
        }
    }

    let events: [Event]
    /// What to give as `before` for the next page; null on the last.
    @Nullable var next: Int64?

    init(_ events: [AuditEvent], limit: Int, names: UserNames) {
        self.events = events.map { Event($0, name: $0.actor.map { names[$0] }) }
        next = events.count == limit ? events.last?.sequence : nil
    }
}

struct AuditVerificationJSON: Encodable, Sendable {
    let isIntact: Bool
    let events: Int64
    let head: String
    let faults: [String]

    init(_ verification: AuditVerification) {
        isIntact = verification.faults.isEmpty
        events = verification.events
        head = verification.head
        faults = verification.faults.prefix(100).map(\.description)
    }
}
