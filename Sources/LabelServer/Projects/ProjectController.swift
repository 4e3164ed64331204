import Hummingbird
import QuorumCore

/// Projects and their progress.
struct ProjectController: Sendable {
    let projects: ProjectService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listProjects, use: list)
        routes.on(.showProject, use: show)
        routes.on(.showProgress, use: progress)
        routes.on(.createProject, use: create)
        routes.on(.editProject, use: edit)
    }

    private func list(_ request: Request, _ context: UserContext) async throws -> Answer<[String: [OwnProjectJSON]]> {
        let own = try await projects.projects(of: context.user).filter { project, _ in
            context.onlyProject ?? project.id == project.id
        }
        return .ok(["projects": own.map(OwnProjectJSON.init)])
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<OwnProjectJSON> {
        try answer(await projects.project(context.project), to: context)
    }

    private func edit(_ request: Request, _ context: MemberContext) async throws -> Answer<OwnProjectJSON> {
        let patch = try await context.requestDecoder.mergePatch(from: request)
        let project = try await projects.edit(
            context.project, by: patch, of: { try $0.require(by: request) }, by: context.user)
        return try answer(project, to: context)
    }

    private func answer(_ project: Project, to context: MemberContext) throws -> Answer<OwnProjectJSON> {
        .ok(OwnProjectJSON(project, role: context.role), tag: try ProjectJSON(project, for: .owner).tag)
    }

    private func progress(_ request: Request, _ context: MemberContext) async throws -> Answer<ProgressJSON> {
        .ok(try await projects.progress(of: context.project, for: context.user, as: context.role))
    }

    private func create(_ request: Request, _ context: UserContext) async throws -> Answer<OwnProjectJSON> {
        let draft = try await request.decode(as: ProjectDraft.self, context: context)
        return .created(OwnProjectJSON(try await projects.create(draft, by: context.user), role: .owner))
    }
}
