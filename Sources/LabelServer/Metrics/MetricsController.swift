import HTTPTypes
import Hummingbird
import LabelStore
import NIOCore
import OTLPTracing

/// Figures for Prometheus.
struct MetricsController: Sendable {
    let store: LabelStore
    let metrics: RequestMetrics
    /// nil when none are recorded.
    let spans: SpanQueue?

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.metrics, use: show)
    }

    private func show(_ request: Request, _ context: UserContext) async throws -> Response {
        var text = PrometheusText()
        text.add(metrics.snapshot)
        let (queued, running) = try await store.unfinishedJobCounts()
        text.metric("quorum_jobs", "gauge", "Jobs that are not done.")
        text.sample("quorum_jobs", [("state", "queued")], queued)
        text.sample("quorum_jobs", [("state", "running")], running)
        if let spans { text.add(spans.counts) }
        text.add(try await blocking { ProcessFigures() })
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
    }
}
