import Hummingbird
import QuorumCore

/// Projects and their progress.
struct ProjectController: Sendable {
    let projects: ProjectService

    func addRoutes(users: RouterGroup<UserContext>, admins: RouterGroup<AdminContext>) {
        users.get("projects", use: list)
        users.get("projects/:project", use: show)
        users.get("projects/:project/progress", use: progress)
        admins.post("projects", use: create)
    }

    private func list(_ request: Request, _ context: UserContext) async throws -> Answer<[String: [ProjectJSON]]> {
        .ok(["projects": try await projects.projects().map(ProjectJSON.init)])
    }

    private func show(_ request: Request, _ context: UserContext) async throws -> Answer<ProjectJSON> {
        .ok(ProjectJSON(try await projects.project(context.identifier("project"))))
    }

    private func progress(_ request: Request, _ context: UserContext) async throws -> Answer<ProgressJSON> {
        .ok(try await projects.progress(of: context.identifier("project"), for: context.user))
    }

    private func create(_ request: Request, _ context: AdminContext) async throws -> Answer<ProjectJSON> {
        let draft = try await request.decode(as: ProjectDraft.self, context: context)
        return .created(ProjectJSON(try await projects.create(draft, by: context.user)))
    }
}
