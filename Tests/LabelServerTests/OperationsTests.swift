import Foundation
import HTTPTypes
import Testing

@testable import LabelServer

/// What an operator watches.
@Suite struct OperationsTests {
    @Test func requestsAreCountedByRouteAndNumbered() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            for _ in 0..<3 { #expect(try await admin.get("projects/\(project)").status == 200) }
            let missing = try await admin.get("projects/999")
            #expect(missing.status == 404)
            let numbers = [missing, try await admin.get("session")].map { $0.headers[.requestID] ?? "" }
            #expect(numbers.allSatisfy { !$0.isEmpty } && Set(numbers).count == 2)

            let reply = try await admin.get("/metrics")
            #expect(reply.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
            let lines = String(decoding: reply.body, as: UTF8.self).split(separator: "\n")
            let route = "method=\"GET\",route=\"/api/v1/projects/{project}\""
            #expect(lines.contains("quorum_http_requests_total{\(route),status=\"200\"} 3"))
            #expect(lines.contains("quorum_http_requests_total{\(route),status=\"404\"} 1"))
            #expect(lines.contains("quorum_http_request_duration_seconds_count{\(route)} 4"))
            #expect(lines.contains("quorum_http_request_duration_seconds_bucket{\(route),le=\"+Inf\"} 4"))
            #expect(lines.contains("quorum_jobs{state=\"queued\"} 0"))
            #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") && !$0.hasSuffix(" 0") })
        })
    }

    @Test func durationsFallIntoTheirBuckets() {
        var durations = RequestMetrics.Durations()
        for seconds in [0.001, 0.002, 3, 100] { durations.add(seconds) }
        #expect(durations.counts == [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1])
        #expect(durations.sum == 103.003)
    }
}
