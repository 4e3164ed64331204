import HTTPTypes
import Hummingbird
import LabelStore

/// Whether the process lives, and whether it can work.
struct HealthController: Sendable {
    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.live, use: live)
        routes.on(.ready, use: ready)
    }

    private func live(_ request: Request, _ context: VisitorContext) -> Answer<[String: String]> {
        .ok(["status": "ok"])
    }

    private func ready(_ request: Request, _ context: VisitorContext) async throws -> Answer<[String: String]> {
        _ = try await store.hasUsers()
        return .ok(["status": "ready"])
    }
}
