import HTTPTypes
import Hummingbird

/// Adds handlers to a router, each behind the rule of its endpoint.
struct RouteBuilder {
    let router: Router<VisitorContext>
    let gate: Gate
    let idempotency: Idempotency

    /// Adds a call that anybody may make.
    func on(
        _ endpoint: Endpoint,
        use handler: @escaping @Sendable (Request, VisitorContext) async throws -> some ResponseGenerator
    ) {
        precondition(endpoint.access == .anybody, "\(endpoint.path) is not for anybody")
        router.on(RouterPath(endpoint.path), method: endpoint.method) { request, visitor in
            var visitor = visitor
            visitor.endpoint = endpoint
            return try await handler(request, visitor)
        }
    }

    /// Adds a call for those whom the endpoint's rule admits.
    func on<Context: AdmittedContext>(
        _ endpoint: Endpoint,
        use handler: @escaping @Sendable (Request, Context) async throws -> some ResponseGenerator
    ) {
        let (gate, idempotency) = (gate, idempotency)
        router.on(RouterPath(endpoint.path), method: endpoint.method) { request, visitor in
            var visitor = visitor
            visitor.endpoint = endpoint
            visitor.admitted = try await gate.admit(request, visitor, to: endpoint)
            let context = try Context(context: visitor)
            return try await idempotency.answer(request, visitor, to: endpoint) { request in
                try await handler(request, context).response(from: request, context: context)
            }
        }
    }
}
