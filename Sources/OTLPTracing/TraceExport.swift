package import Logging
internal import Tracing

/// Spans of this process, sent to a collector.
package enum TraceExport {
    /// How long a stop waits for the last spans to be sent.
    private static let lastTime: Duration = .seconds(3)

    /// Records spans while `body` runs, and sends the last of them after it. At most once in a process.
    ///
    /// - Parameters:
    ///   - settings: nil records none.
    ///   - body: given the queue of spans; nil when none are recorded.
    package static func during(
        _ settings: TraceSettings?, logger: Logger, _ body: (SpanQueue?) async throws -> Void
    ) async rethrows {
        guard let settings else { return try await body(nil) }
        let queue = SpanQueue()
        InstrumentationSystem.bootstrap(SpanTracer(sampler: settings.sampler, share: settings.share, queue: queue))
        let exporter = SpanExporter(settings, queue: queue, logger: logger)
        let sending = Task { await exporter.run() }
        func end() async {
            sending.cancel()
            await sending.value
            await exporter.finish(within: lastTime)
        }
        do {
            try await body(queue)
        } catch {
            await end()
            throw error
        }
        await end()
    }
}

extension Logger.MetadataProvider {
    /// The trace and span that a line of a log belongs to.
    package static let trace = Self {
        guard let context = InstrumentationContext.current?[TraceContextKey.self] else { return [:] }
        return ["trace_id": "\(context.trace.hexadecimal)", "span_id": "\(context.span.hexadecimal)"]
    }
}
