internal import Tracing

/// Makes spans, whose place in a trace goes in and out with the header `traceparent`.
struct SpanTracer: Tracer {
    let sampler: TraceSampler
    let share: Double
    let queue: SpanQueue

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordedSpan {
        let context = context()
        let parent = context[TraceContextKey.self]
        let trace = parent?.trace ?? .random
        let own = TraceContext(
            trace: trace, span: .random(in: 1 ... .max),
            isSampled: sampler.samples(trace, share: share, parent: parent))
        return RecordedSpan(
            operationName, own, parent: parent?.span, in: context, kind: kind,
            start: instant().nanosecondsSinceEpoch, queue: queue)
    }

    func forceFlush() {}

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let header = extractor.extract(key: TraceContext.header, from: carrier),
            let parent = TraceContext(header: header)
        else { return }
        context[TraceContextKey.self] = parent
    }

    func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let own = context[TraceContextKey.self] else { return }
        injector.inject(own.headerValue, forKey: TraceContext.header, into: &carrier)
    }
}
