import Hummingbird
import QuorumCore

/// How far labels and people can be relied on.
struct QualityController: Sendable {
    let quality: QualityService

    func addRoutes(admins: RouterGroup<AdminContext>) {
        admins.get("projects/:project/quality", use: show)
    }

    private func show(_ request: Request, _ context: AdminContext) async throws -> Answer<QualityJSON> {
        .ok(try await quality.quality(of: context.identifier("project")))
    }
}
