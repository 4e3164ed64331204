import Hummingbird
import QuorumCore

/// The people who can log in.
struct UserController: Sendable {
    let accounts: AccountService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listUsers, use: list)
        routes.on(.createUser, use: create)
    }

    private func list(_ request: Request, _ context: UserContext) async throws -> Answer<[UserJSON]> {
        .ok(try await accounts.users().map(UserJSON.init))
    }

    private func create(_ request: Request, _ context: UserContext) async throws -> Answer<UserJSON> {
        let input = try await request.decode(as: UserInput.self, context: context)
        let user = try await accounts.createUser(
            name: input.name, password: input.password, role: input.role, projects: input.projects, by: context.user)
        return .created(UserJSON(user))
    }
}

private struct UserInput: Decodable {
    let name: String
    let password: String
    let role: String
    let projects: [ProjectID]?
}

struct UserJSON: Encodable, Sendable {
    let id: UserID
    let name: String
    let role: ServiceRole
    let createdAt: String

    init(_ user: User) {
        id = user.id
        name = user.name
        role = user.role
        createdAt = user.createdAt.iso8601
    }
}
