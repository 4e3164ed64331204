import Hummingbird

/// The first admin.
struct SetupController: Sendable {
    let setUp: SetupService
    let accounts: AccountService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.setUpNeeded, use: show)
        routes.on(.setUp, use: create)
    }

    private func show(_ request: Request, _ context: VisitorContext) async throws -> Answer<[String: Bool]> {
        .ok(["needed": try await setUp.isNeeded()])
    }

    private func create(_ request: Request, _ context: VisitorContext) async throws -> SessionAnswer {
        let input = try await request.decode(as: SetupInput.self, context: context)
        try await setUp.check(input.token)
        let identity = try await accounts.createFirstAdmin(name: input.name, password: input.password)
        setUp.finish()
        return SessionAnswer(identity: identity)
    }
}

private struct SetupInput: Decodable {
    let token: String
    let name: String
    let password: String
}
