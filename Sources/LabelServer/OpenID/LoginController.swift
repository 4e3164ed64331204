import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Ways to log in, and those that go through the provider.
struct LoginController: Sendable {
    let allowsPasswords: Bool
    /// nil: there is none.
    let provider: OpenIDService?
    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.showLogin, use: show)
        routes.on(.beginLogin, use: begin)
        routes.on(.endLogin, use: end)
        routes.on(.listIdentities, use: list)
        routes.on(.connectIdentity, use: connect)
        routes.on(.disconnectIdentity, use: disconnect)
    }

    private func show(_ request: Request, _ context: VisitorContext) -> Answer<LoginWaysJSON> {
        .ok(LoginWaysJSON(password: allowsPasswords, provider: provider?.provider.settings.label))
    }

    private func begin(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let service = try service()
        let input = try await request.decode(as: BeginInput.self, context: context)
        let (address, attempt) = try await service.begin(
            input.connect == true ? .connect : input.invitation == nil ? .login : .join,
            invitation: input.connect == true ? nil : input.invitation.map { Secret($0) }, name: input.name,
            next: input.next)
        var response = try Answer.created(["url": address]).response(from: request, context: context)
        response.setCookie(try cookie(service).carrying(attempt))
        return response
    }

    private func end(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let service = try service()
        let input = try await request.decode(as: AnswerInput.self, context: context)
        let attempt = cookie(service).attempt(of: request)
        let (identity, project) = try await service.logIn(input.answer, of: attempt, from: context.remoteAddress)
        var response = try SessionAnswer(identity: identity, project: project, next: attempt?.next)
            .response(from: request, context: context)
        response.setCookie(cookie(service).cleared)
        return response
    }

    private func list(
        _ request: Request, _ context: UserContext
    ) async throws -> Answer<[String: [ConnectedIdentityJSON]]> {
        .ok(["identities": try await store.identities(of: context.user.id).map(ConnectedIdentityJSON.init)])
    }

    private func connect(_ request: Request, _ context: UserContext) async throws -> Response {
        let service = try service()
        let input = try await request.decode(as: AnswerInput.self, context: context)
        try await service.connect(
            input.answer, of: cookie(service).attempt(of: request), to: context.user, from: context.remoteAddress)
        var response = Response(status: .noContent)
        response.setCookie(cookie(service).cleared)
        return response
    }

    private func disconnect(_ request: Request, _ context: UserContext) async throws -> HTTPResponse.Status {
        try await store.disconnect(context.identifier("identity"), from: context.user.id, at: .now)
        return .noContent
    }

    private func service() throws -> OpenIDService {
        guard let provider else {
            throw Problem.notFound("This service has no other way to log in than name and password.")
        }
        return provider
    }

    private func cookie(_ service: OpenIDService) -> AttemptCookie {
        AttemptCookie(isSecure: service.provider.settings.isSecure)
    }
}

private struct BeginInput: Decodable {
    let invitation: String?
    let name: String?
    let next: String?
    let connect: Bool?
}

private struct AnswerInput: Decodable {
    let code: String
    let state: String
    let iss: String?

    var answer: OpenIDService.Answer { .init(code: code, state: state, issuer: iss) }
}

private struct LoginWaysJSON: Encodable, Sendable {
    let password: Bool
    /// What the button says that leads to the provider.
    @Nullable var provider: String?

    init(password: Bool, provider: String?) {
        self.password = password
        _provider = Nullable(wrappedValue: provider)
    }
}

struct ConnectedIdentityJSON: Encodable, Sendable {
    let id: ConnectedIdentityID
    let issuer: String
    let connectedAt: String

    init(_ identity: ConnectedIdentity) {
        id = identity.id
        issuer = identity.issuer
        connectedAt = identity.connectedAt.iso8601
    }
}
