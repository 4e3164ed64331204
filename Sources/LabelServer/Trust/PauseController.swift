import HTTPTypes
import Hummingbird
import QuorumCore

/// Who is asked nothing for now.
struct PauseController: Sendable {
    let people: PeopleService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.pauseMember, use: pause)
        routes.on(.liftPause, use: lift)
    }

    private func pause(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await people.pause(
            context.identifier("user"), in: context.project, by: context.user, ranking: context.role)
        return .noContent
    }

    private func lift(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await people.liftPause(
            of: context.identifier("user"), in: context.project, by: context.user, ranking: context.role)
        return .noContent
    }
}
