internal import Tracing

/// A span that has ended.
struct SpanRecord: Sendable {
    let context: TraceContext
    let parent: UInt64?
    let name: String
    let kind: SpanKind
    /// Nanoseconds since 1970.
    let start: UInt64
    let end: UInt64
    let attributes: [(key: String, value: SpanAttribute)]
    let isFailure: Bool
}

/// What of a span leaves the process: names under which nothing stands that is personal or secret. Libraries add
/// addresses, queries and what browsers call themselves to their spans; those do not go out.
enum PublicAttributes {
    private static let names: Set<String> = [
        "db.operation.name", "db.system.name", "error.type", "http.request.body.size", "http.request.method",
        "http.response.body.size", "http.response.status_code", "http.route", "quorum.job.attempt", "quorum.job.id",
        "quorum.job.kind", "quorum.job.outcome", "quorum.webhook.attempt", "server.address", "server.port",
        "url.scheme",
    ]
    /// Names of before the conventions were settled.
    private static let current = ["http.status_code": "http.response.status_code"]
    private static let methods: Set<String> = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

    static func of(_ attributes: SpanAttributes) -> [(key: String, value: SpanAttribute)] {
        var shown: [(key: String, value: SpanAttribute)] = []
        // No sequence, so there is no loop.
        // swift-format-ignore: ReplaceForEachWithForLoop
        attributes.forEach { key, value in
            let name = current[key] ?? key
            guard names.contains(name) else { return }
            shown.append((name, name == "http.request.method" ? known(value) : value))
        }
        return shown
    }

    /// Anybody can make up others.
    private static func known(_ method: SpanAttribute) -> SpanAttribute {
        if case .string(let text) = method, methods.contains(text) { method } else { .string("_OTHER") }
    }
}
