import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Who is asked nothing for now.
struct PauseController: Sendable {
    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.pauseMember, use: pause)
        routes.on(.liftPause, use: lift)
    }

    private func pause(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await store.pause(
            context.identifier("user"), in: context.project, governed: context.role.governs, by: context.user.id,
            at: .now)
        return .noContent
    }

    private func lift(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await store.lift(
            pauseOf: context.identifier("user"), in: context.project, governed: context.role.governs,
            by: context.user.id, at: .now)
        return .noContent
    }
}
