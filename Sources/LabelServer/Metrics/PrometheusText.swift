import OTLPTracing

/// Metrics in Prometheus's text format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    /// Begins a metric; its samples follow.
    mutating func metric(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: some CustomStringConvertible) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension PrometheusText {
    mutating func add(_ routes: [RequestMetrics.Route: RequestMetrics.Counts]) {
        let sorted = routes.sorted { ($0.key.path, $0.key.method) < ($1.key.path, $1.key.method) }
        metric("quorum_http_requests_total", "counter", "Requests that were answered.")
        for (route, counts) in sorted {
            for (status, count) in counts.statuses.sorted(by: { $0.key < $1.key }) {
                sample("quorum_http_requests_total", route.labels + [("status", "\(status)")], count)
            }
        }
        let name = "quorum_http_request_duration_seconds"
        metric(name, "histogram", "How long answers took, up to their first byte.")
        for (route, counts) in sorted {
            var total = 0
            for (index, count) in counts.durations.counts.enumerated() {
                total += count
                let bounds = RequestMetrics.Durations.bounds
                let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
                sample(name + "_bucket", route.labels + [("le", bound)], total)
            }
            sample(name + "_sum", route.labels, counts.durations.sum)
            sample(name + "_count", route.labels, total)
        }
    }

    mutating func add(_ spans: SpanQueue.Counts) {
        metric("quorum_spans_sent_total", "counter", "Spans that the collector took.")
        sample("quorum_spans_sent_total", [], spans.sent)
        metric("quorum_spans_dropped_total", "counter", "Spans that were lost, for want of room or of a collector.")
        sample("quorum_spans_dropped_total", [], spans.dropped)
    }

    mutating func add(_ process: ProcessFigures) {
        metric("process_resident_memory_bytes", "gauge", "Memory of the server process.")
        sample("process_resident_memory_bytes", [], process.residentBytes)
        metric("process_cpu_seconds_total", "counter", "Processor time of the server process.")
        sample("process_cpu_seconds_total", [], process.processorSeconds)
        metric("process_open_fds", "gauge", "Files and connections that the server process has open.")
        sample("process_open_fds", [], process.openFiles)
    }
}

extension RequestMetrics.Route {
    fileprivate var labels: [(String, String)] { [("method", method), ("route", path)] }
}
