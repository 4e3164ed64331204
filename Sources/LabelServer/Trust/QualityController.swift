import Hummingbird
import QuorumCore

/// How far labels and people can be relied on.
struct QualityController: Sendable {
    let quality: QualityService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.showQuality, use: show)
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<QualityJSON> {
        .ok(try await quality.quality(of: context.project))
    }
}
