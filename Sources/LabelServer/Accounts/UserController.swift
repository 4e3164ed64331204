import Hummingbird
import QuorumCore

/// The people who can log in.
struct UserController: Sendable {
    let accounts: AccountService

    func addRoutes(admins: RouterGroup<AdminContext>) {
        admins.get("users", use: list)
        admins.post("users", use: create)
    }

    private func list(_ request: Request, _ context: AdminContext) async throws -> Answer<[UserJSON]> {
        .ok(try await accounts.users().map(UserJSON.init))
    }

    private func create(_ request: Request, _ context: AdminContext) async throws -> Answer<UserJSON> {
        let input = try await request.decode(as: UserInput.self, context: context)
        return .created(
            UserJSON(
                try await accounts.createUser(
                    name: input.name, password: input.password, role: input.role, by: context.user)))
    }
}

private struct UserInput: Decodable {
    let name: String
    let password: String
    let role: String
}

struct UserJSON: Encodable, Sendable {
    let id: UserID
    let name: String
    let role: Role
    let createdAt: String

    init(_ user: User) {
        id = user.id
        name = user.name
        role = user.role
        createdAt = user.createdAt.iso8601
    }
}
