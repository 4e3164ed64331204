import HTTPTypes
import Hummingbird
import Synchronization

/// Counts requests and how long they took, by the route's pattern and never by an address, of which there is no end.
final class RequestMetrics: Sendable {
    struct Route: Hashable, Sendable {
        let method: String
        let path: String
    }

    /// How many requests took how long: Prometheus's histogram.
    struct Durations: Sendable {
        /// Upper bounds in seconds; above the last there is no bound.
        static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

        private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
        private(set) var sum = 0.0

        mutating func add(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    struct Counts: Sendable {
        var statuses: [Int: Int] = [:]
        var durations = Durations()
    }

    private let routes = Mutex<[Route: Counts]>([:])

    func add(_ route: Route, status: Int, seconds: Double) {
        routes.withLock { routes in
            routes[route, default: Counts()].statuses[status, default: 0] += 1
            routes[route, default: Counts()].durations.add(seconds)
        }
    }

    var snapshot: [Route: Counts] { routes.withLock { $0 } }
}

/// Measures each request for `/metrics`.
struct RequestMeter: RouterMiddleware {
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        metrics.add(
            RequestMetrics.Route(method: Self.method(request), path: context.endpointPath ?? "none"),
            status: response.status.code, seconds: Double(seconds) + Double(attoseconds) * 1e-18)
        return response
    }

    /// One of the methods the service knows; anybody can make up others.
    private static func method(_ request: Request) -> String {
        [.get, .head, .post, .put, .delete].contains(request.method) ? request.method.rawValue : "other"
    }
}
