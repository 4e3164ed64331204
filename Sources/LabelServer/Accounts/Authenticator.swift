import HTTPTypes
import Hummingbird

/// Finds out who asks, by bearer token or by cookie.
struct Authenticator: RouterMiddleware {
    let accounts: AccountService

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = Self.bearerToken(request) {
            context.identity = try await accounts.identity(of: token)
        } else if let cookie = request.cookies[SessionCookie.name] {
            context.identity = try await accounts.identity(of: Secret(cookie.value))
            // A browser sends the cookie whoever made it ask; the mark shows that it was one of our pages.
            if context.identity != nil, request.method != .get, request.method != .head,
                request.headers[.sameOriginMark] != "1"
            {
                throw Problem.forbidden(
                    "With the session cookie, send the header X-Quorum-Request: 1 to change anything.")
            }
        }
        return try await next(request, context)
    }

    private static func bearerToken(_ request: Request) -> Secret? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Secret(String(parts[1]))
    }
}
