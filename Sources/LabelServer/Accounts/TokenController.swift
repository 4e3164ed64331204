import HTTPTypes
import Hummingbird
import QuorumCore

/// The API tokens of whoever asks; each is shown once, when it is made.
struct TokenController: Sendable {
    let tokens: TokenService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listTokens, use: list)
        routes.on(.createToken, use: create)
        routes.on(.revokeToken, use: revoke)
    }

    private func list(_ request: Request, _ context: UserContext) async throws -> Answer<[String: [APITokenJSON]]> {
        .ok(["tokens": try await tokens.tokens(of: context.user).map { APITokenJSON($0) }])
    }

    private func create(_ request: Request, _ context: UserContext) async throws -> Answer<APITokenJSON> {
        let input = try await request.decode(as: TokenDraft.self, context: context)
        let (token, secret) = try await tokens.create(
            named: input.name, scopes: input.scopes, project: input.project.map(ProjectID.init), days: input.days,
            for: context.user, by: context.user.id)
        return .created(APITokenJSON(token, secret: secret))
    }

    private func revoke(_ request: Request, _ context: UserContext) async throws -> HTTPResponse.Status {
        try await tokens.revoke(context.identifier("token"), of: context.user)
        return .noContent
    }
}

private struct TokenDraft: Decodable {
    let name: String
    let scopes: [String]
    let project: Int64?
    let days: Int?
}

struct APITokenJSON: Encodable, Sendable {
    let id: APITokenID
    let name: String
    let scopes: [TokenScope]
    /// The only one it is good for.
    @Nullable var project: ProjectID?
    let createdAt: String
    let expiresAt: String
    /// The token itself: only in the answer that made it.
    let token: String?

    init(_ token: APIToken, secret: Secret? = nil) {
        id = token.id
        name = token.name
        scopes = TokenScope.allCases.filter(token.scopes.contains)
        _project = Nullable(wrappedValue: token.project)
        createdAt = token.createdAt.iso8601
        expiresAt = token.expiresAt.iso8601
        self.token = secret?.text
    }
}
