import HTTPTypes
import Hummingbird
import QuorumCore

/// Logging in and out.
struct SessionController: Sendable {
    let accounts: AccountService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.logIn, use: logIn)
        routes.on(.showSession, use: show)
        routes.on(.logOut, use: logOut)
    }

    private func logIn(_ request: Request, _ context: VisitorContext) async throws -> SessionAnswer {
        let input = try await request.decode(as: LoginInput.self, context: context)
        return SessionAnswer(
            identity: try await accounts.logIn(
                name: input.name, password: input.password, from: context.remoteAddress))
    }

    private func show(_ request: Request, _ context: UserContext) async throws -> Answer<SessionJSON> {
        .ok(SessionJSON(user: UserJSON(context.user), token: nil))
    }

    private func logOut(_ request: Request, _ context: UserContext) async throws -> Response {
        try await accounts.logOut(context.secret, of: context.user)
        var response = Response(status: .noContent)
        response.setCookie(SessionCookie.cleared)
        return response
    }
}

private struct LoginInput: Decodable {
    let name: String
    let password: String
}

struct SessionJSON: Encodable, Sendable {
    let user: UserJSON
    let token: String?
    /// The project that was joined, where it began so.
    var project: ProjectID?
    /// The page of this server to go on with, where it was asked for.
    var next: String?
}

/// A new session: told in the body for programs, set as a cookie for browsers.
struct SessionAnswer: ResponseGenerator {
    let identity: Identity
    var project: ProjectID?
    var next: String?

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let body = SessionJSON(user: UserJSON(identity.user), token: identity.token.text, project: project, next: next)
        var response = try Answer.created(body).response(from: request, context: context)
        response.setCookie(
            SessionCookie.carrying(identity.token, secure: request.headers[.forwardedProtocol] == "https"))
        return response
    }
}
