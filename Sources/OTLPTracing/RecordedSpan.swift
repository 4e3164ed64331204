internal import Synchronization
internal import Tracing

/// A span that is under way.
final class RecordedSpan: Span {
    private struct State {
        var name: String
        var attributes = SpanAttributes()
        var isFailure = false
        var hasEnded = false
    }

    let context: InstrumentationContext
    let isRecording: Bool
    private let own: TraceContext
    private let parent: UInt64?
    private let kind: SpanKind
    private let start: UInt64
    private let queue: SpanQueue
    private let state: Mutex<State>

    init(
        _ name: String, _ own: TraceContext, parent: UInt64?, in context: InstrumentationContext, kind: SpanKind,
        start: UInt64, queue: SpanQueue
    ) {
        var context = context
        context[TraceContextKey.self] = own
        self.context = context
        self.own = own
        self.parent = parent
        self.kind = kind
        self.start = start
        self.queue = queue
        isRecording = own.isSampled
        state = Mutex(State(name: name))
    }

    var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { if isRecording { state.withLock { $0.attributes = newValue } } }
    }

    func setStatus(_ status: SpanStatus) { state.withLock { $0.isFailure = status.code == .error } }

    /// The error's type; its words may name people.
    func recordError(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> some TracerInstant
    ) {
        state.withLock { $0.attributes["error.type"] = "\(type(of: error))" }
    }

    func addEvent(_ event: SpanEvent) {}

    func addLink(_ link: SpanLink) {}

    func end(at instant: @autoclosure () -> some TracerInstant) {
        guard isRecording else { return }
        let end = instant().nanosecondsSinceEpoch
        let last: State? = state.withLock { state in
            defer { state.hasEnded = true }
            return state.hasEnded ? nil : state
        }
        guard let last else { return }
        queue.add(record(last, end: end))
    }

    private func record(_ state: State, end: UInt64) -> SpanRecord {
        let attributes = PublicAttributes.of(state.attributes)
        func text(_ name: String) -> String? {
            guard case .string(let text)? = attributes.first(where: { $0.key == name })?.value else { return nil }
            return text
        }
        var (name, isFailure) = (state.name, state.isFailure)
        // As the conventions for HTTP have it; the address, which has no end of values, is no part of a name.
        if kind == .server, let method = text("http.request.method") {
            name = text("http.route").map { "\(method) \($0)" } ?? method
            if let status = attributes.first(where: { $0.key == "http.response.status_code" })?.value.integer {
                isFailure = isFailure || status >= 500
            }
        }
        return SpanRecord(
            context: own, parent: parent, name: name, kind: kind, start: start, end: max(start, end),
            attributes: attributes, isFailure: isFailure)
    }
}

extension SpanAttribute {
    var integer: Int64? {
        switch self {
        case .int64(let value): value
        case .int32(let value): Int64(value)
        default: nil
        }
    }
}
