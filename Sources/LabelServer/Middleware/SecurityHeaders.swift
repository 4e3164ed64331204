import HTTPTypes
import Hummingbird

/// Tells browsers to run nothing but the server's own files, to embed it nowhere and to guess no types.
struct SecurityHeaders: RouterMiddleware {
    private static let always: [(HTTPField.Name, String)] = [
        (.contentTypeOptions, "nosniff"),
        (.referrerPolicy, "no-referrer"),
        (.frameOptions, "DENY"),
        (.openerPolicy, "same-origin"),
        (.resourcePolicy, "same-origin"),
        (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
    ]

    private let contentPolicy: String

    /// - Parameter mediaOrigin: from where browsers get recordings besides from the server; nil for nowhere.
    init(mediaOrigin: String?) {
        // The page of tasks loads recordings ahead, others play them from their address.
        let loads = mediaOrigin.map { "connect-src 'self' \($0); " } ?? ""
        let plays = (["'self'", "blob:"] + [mediaOrigin].compactMap { $0 }).joined(separator: " ")
        contentPolicy =
            "default-src 'self'; \(loads)media-src \(plays); object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'"
    }

    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.always { response.headers[name] = value }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = contentPolicy
        }
        return response
    }
}

extension HTTPField.Name {
    static let contentTypeOptions = Self("X-Content-Type-Options")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let frameOptions = Self("X-Frame-Options")!
    static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
    static let permissionsPolicy = Self("Permissions-Policy")!
    static let forwardedProtocol = Self("X-Forwarded-Proto")!
    /// Only a script of the same origin can set it, which a forged form cannot.
    static let sameOriginMark = Self("X-Quorum-Request")!
}
