import HTTPTypes
import Hummingbird
import NIOCore
import QuorumCore
import ServiceLifecycle

/// Server-sent events of a project (the HTML standard, section 9.2).
struct FeedController: Sendable {
    private static let limits = 1...1_000_000
    /// Milliseconds after which browsers come back.
    private static let retry = 2000

    let feed: ProjectFeed
    let gate: Gate
    let pace: FeedPace

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.followProject, use: follow)
    }

    private func follow(_ request: Request, _ context: MemberContext) async throws -> Response {
        let limit = try Query(request).number("limit", in: Self.limits, standard: Self.limits.upperBound)
        let wakes = try feed.follow(context.project, by: context.user.id)
        let position = FeedPosition(lastEventID: request.headers[.lastEventID])
        let admitted = context.admitted
        let project = context.project
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: \(Self.retry)\n\n"))
            try await tell(project, to: admitted, from: position, limit: limit, on: wakes, with: &writer)
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store",
                // Proxies that gather answers would hold events back.
                .accelBuffering: "no",
            ],
            body: body)
    }

    /// Writes what changes until the listener is gone or may not listen any more, the server stops, or it was long.
    private func tell(
        _ project: ProjectID, to admitted: Admitted, from position: FeedPosition, limit: Int,
        on wakes: AsyncStream<Void>, with writer: inout any ResponseBodyWriter
    ) async throws {
        var position = position
        var left = limit
        let end = ContinuousClock.now + pace.longest
        var (lastCheck, lastWrite) = (ContinuousClock.now, ContinuousClock.now)
        // Handlers end with the server, which waits for them.
        for await _ in wakes.cancelOnGracefulShutdown() {
            if ContinuousClock.now - lastCheck >= pace.check {
                guard try await gate.stillAdmits(admitted, to: .followProject) else { return }
                lastCheck = .now
            }
            for event in position.advance(to: feed.news(of: project)) {
                try await writer.write(ByteBuffer(string: event))
                lastWrite = .now
                left -= 1
                if left == 0 { return }
            }
            if ContinuousClock.now - lastWrite >= pace.beat {
                try await writer.write(ByteBuffer(string: ":\n\n"))
                lastWrite = .now
            }
            if ContinuousClock.now >= end { return }
        }
    }
}

extension HTTPField.Name {
    static let lastEventID = Self("Last-Event-ID")!
    static let accelBuffering = Self("X-Accel-Buffering")!
}
