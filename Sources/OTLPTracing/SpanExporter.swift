internal import AsyncHTTPClient
internal import Foundation
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Sends spans to a collector by OTLP/HTTP. A collector that is slow or gone costs spans, and nothing else.
struct SpanExporter: Sendable {
    /// Between looks at the queue.
    private static let pause: Duration = .milliseconds(250)
    /// At most, after several failures.
    private static let longestPause: Duration = .seconds(30)
    private static let connectTime: TimeAmount = .seconds(2)
    private static let answerTime: TimeAmount = .seconds(10)
    private static let longestAnswer = 1 << 16

    private enum Outcome {
        case sent
        /// It may work another time.
        case unreachable(String)
        /// The collector does not take it.
        case refused(String)
    }

    private let settings: TraceSettings
    private let queue: SpanQueue
    private let http: HTTPClient
    private let logger: Logger
    private let instance = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"

    init(_ settings: TraceSettings, queue: SpanQueue, logger: Logger) {
        self.settings = settings
        self.queue = queue
        self.logger = logger
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: Self.connectTime, read: Self.answerTime))
        configuration.httpVersion = .http1Only
        // Its own requests are no part of any trace.
        configuration.tracing.tracer = nil
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends what comes until the task is cancelled.
    func run() async {
        var pause = Self.pause
        while !Task.isCancelled {
            try? await Task.sleep(for: pause)
            let isThrough = await sendWaiting(isRetrying: pause > Self.pause)
            pause = isThrough ? Self.pause : min(max(pause * 2, .seconds(1)), Self.longestPause)
        }
    }

    /// Sends what waits, as far as that goes within the time, and closes the connections.
    func finish(within time: Duration) async {
        _ = await sendWaiting(until: .now + time, isRetrying: true)
        queue.dropAll()
        let dropped = queue.counts.dropped
        if dropped > 0 { logger.warning("Spans were dropped", metadata: ["count": "\(dropped)"]) }
        try? await http.shutdown()
    }

    /// - Parameters:
    ///   - end: when to give up; nil: when all is sent.
    ///   - isRetrying: whether the failure before was told.
    /// - Returns: whether nothing waits any more.
    private func sendWaiting(until end: ContinuousClock.Instant? = nil, isRetrying: Bool) async -> Bool {
        while !Task.isCancelled {
            let time = min(Self.answerTime, end.map { TimeAmount($0 - .now) } ?? Self.answerTime)
            guard time > .zero else { return false }
            let batch = queue.nextBatch()
            guard !batch.isEmpty else { return true }
            switch await send(batch, within: time) {
            case .sent: queue.countSent(batch.count)
            case .refused(let reason):
                queue.countDropped(batch.count)
                logger.warning("The collector does not take spans", metadata: ["reason": "\(reason)"])
                return false
            case .unreachable(let reason):
                queue.putBack(batch)
                guard !isRetrying, !Task.isCancelled else { return false }
                logger.warning("Spans cannot be sent", metadata: ["reason": "\(reason)"])
                return false
            }
        }
        return false
    }

    private func send(_ batch: [SpanRecord], within time: TimeAmount) async -> Outcome {
        var request = HTTPClientRequest(url: settings.url)
        request.method = .POST
        request.headers = ["Content-Type": "application/json", "User-Agent": "Quorum"]
        for header in settings.headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        let document = OTLPDocument(batch, service: settings.service, instance: instance)
        request.body = .bytes(ByteBuffer(bytes: document.bytes))
        do {
            let answer = try await http.execute(request, timeout: time)
            // What is not read keeps the connection from being used again, and nothing else.
            _ = try? await answer.body.collect(upTo: Self.longestAnswer)
            switch answer.status.code {
            case 200..<300: return .sent
            case 429, 502, 503, 504: return .unreachable("status \(answer.status.code)")
            default: return .refused("status \(answer.status.code)")
            }
        } catch {
            // An error's own words may hold a header.
            return .unreachable((error as? HTTPClientError)?.shortDescription ?? "\(type(of: error))")
        }
    }
}
