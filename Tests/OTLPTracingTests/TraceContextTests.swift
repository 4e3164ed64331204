import Testing
import Tracing

@testable import OTLPTracing

/// The header `traceparent`, by the cases of W3C Trace Context and its test suite.
@Suite struct TraceContextTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let span = "b7ad6b7169203331"

    @Test func whatComesInGoesOut() throws {
        for flags in ["00", "01"] {
            let header = "00-\(Self.trace)-\(Self.span)-\(flags)"
            let context = try #require(TraceContext(header: header))
            #expect(context.headerValue == header)
            #expect(context.isSampled == (flags == "01"))
        }
    }

    @Test(arguments: [
        // Only the first flag is known.
        "00-\(trace)-\(span)-ff", "00-\(trace)-\(span)-09",
        // Later versions may say more.
        "01-\(trace)-\(span)-01", "cc-\(trace)-\(span)-01-what-the-future-will-be-like",
    ])
    func laterHeadersAreUnderstood(header: String) throws {
        #expect(try #require(TraceContext(header: header)).headerValue == "00-\(Self.trace)-\(Self.span)-01")
    }

    @Test(arguments: [
        "", "00", "ff-\(trace)-\(span)-01", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more",
        "00-\(trace)-\(span)-01-", "00-\(trace.uppercased())-\(span)-01", "00-\(trace)0-\(span)-01",
        "00-\(trace)-\(span)0-01", "00-\(trace)-\(span)-1", "00-\(trace)-\(span)-0g",
        "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01", "0-\(trace)-\(span)-01",
        "00_\(trace)_\(span)_01", "00-+af7651916cd43dd8448eb211c80319c-\(span)-01", " 00-\(trace)-\(span)-01",
    ])
    func othersAreNoneOfATrace(header: String) {
        #expect(TraceContext(header: header) == nil)
    }

    @Test func aShareOfTracesIsSampledTheSameEverywhere() {
        let traces = (0..<20_000).map { _ in TraceContext.TraceID.random }
        let tenth = traces.filter { TraceSampler.ratio.samples($0, share: 0.1, parent: nil) }
        #expect((1_700...2_300).contains(tenth.count))
        #expect(tenth.allSatisfy { TraceSampler.parentOrRatio.samples($0, share: 0.2, parent: nil) })
        #expect(traces.allSatisfy { TraceSampler.ratio.samples($0, share: 1, parent: nil) })
        #expect(!traces.contains { TraceSampler.ratio.samples($0, share: 0, parent: nil) })
    }

    @Test(arguments: [
        ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
        ("https://a.example/otlp/", "https://a.example/otlp/v1/traces"),
    ])
    func theAddressIsThatForTraces(endpoint: String, url: String) {
        #expect(settings(endpoint, nil)?.url == url)
    }

    @Test(
        arguments: [
            ("127.0.0.1:4318", nil), ("grpc://a:4317", nil), ("http://u:p@a:4318", nil), ("http://a?b=c", nil),
            ("http://a", "key"),
            ("http://a", "a=b,=c"), ("http://a", "a=b%0Ac"),
        ] as [(String, String?)])
    func othersAreRefused(endpoint: String, headers: String?) {
        #expect(settings(endpoint, headers) == nil)
    }

    private func settings(_ endpoint: String, _ headers: String?) -> TraceSettings? {
        TraceSettings(endpoint: endpoint, headers: headers, service: "quorum", sampler: .alwaysOn, share: 1)
    }

    @Test func thereIsRoomForSoManySpans() throws {
        let queue = SpanQueue()
        let context = try #require(TraceContext(header: "00-\(Self.trace)-\(Self.span)-01"))
        let span = SpanRecord(
            context: context, parent: nil, name: "a", kind: .internal, start: 1, end: 2, attributes: [],
            isFailure: false)
        for _ in 0..<10_000 { queue.add(span) }
        #expect(queue.counts.dropped == 10_000 - 8192)
        let batch = queue.nextBatch()
        queue.add(span)
        queue.putBack(batch)
        #expect(queue.counts.dropped == 10_000 - 8192 + 1)
        queue.dropAll()
        #expect(queue.counts.dropped == 10_001 && queue.nextBatch().isEmpty)
    }
}
