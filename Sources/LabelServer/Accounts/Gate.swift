import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Lets requests through to the calls they may make: finds out who asks, by bearer token or by cookie, and what they are
/// in the project they ask about, in one look at the database.
struct Gate: Sendable {
    let store: LabelStore

    /// - Throws: `Problem`: 401 for whoever has not logged in, 403 for whoever may not; `StoreError.notFound` for what
    ///   is not there or in a project they are no member of.
    func admit(_ request: Request, _ context: VisitorContext, to endpoint: Endpoint) async throws -> Admitted {
        guard let (secret, isCookie) = Self.secret(of: request) else { throw Problem.loginNeeded }
        let object = try Self.object(of: endpoint, context)
        guard let admission = try await store.admission(of: secret.credential, to: object.known, at: .now) else {
            throw Problem.loginNeeded
        }
        if case .malformed(let name) = object { throw Problem.notFound("There is no such \(name).") }
        if isCookie { try Self.checkOrigin(request) }
        try Self.check(admission, for: endpoint)
        return Admitted(admission: admission, secret: secret)
    }

    /// Whether somebody who was let in would be again: the login or token is still good, and so is their role.
    func stillAdmits(_ admitted: Admitted, to endpoint: Endpoint) async throws -> Bool {
        let object = admitted.admission.membership.map { ProtectedObject.project($0.project) }
        do {
            guard let admission = try await store.admission(of: admitted.secret.credential, to: object, at: .now) else {
                return false
            }
            try Self.check(admission, for: endpoint)
            return true
        } catch let error as StoreError {
            guard error.code == .notFound else { throw error }
            return false
        } catch is Problem {
            return false
        }
    }

    private static func check(_ admission: Admission, for endpoint: Endpoint) throws {
        if let scopes = admission.scopes, scopes.isDisjoint(with: endpoint.scopes) {
            throw Problem.forbidden(Self.refusal(ofScopes: endpoint.scopes))
        }
        switch endpoint.access {
        case .anybody, .user: break
        case .admin:
            guard admission.user.role == .admin else {
                throw Problem.forbidden("Only an admin may do this; ask one, or log in as one.")
            }
            guard admission.onlyProject == nil else {
                throw Problem.forbidden("This API token is for one project; only one for all projects may do this.")
            }
        case .member(let permission, _):
            guard let role = admission.membership?.role, role.may(permission) else {
                let able = ProjectRole.allCases.filter { $0.may(permission) }.map(\.rawValue)
                throw Problem.forbidden(
                    "Your role in this project does not allow this; whoever manages it can make you "
                        + able.joined(separator: ", ") + ".")
            }
        }
    }

    private static func refusal(ofScopes scopes: Set<TokenScope>) -> String {
        guard !scopes.isEmpty else { return "No API token may do this; log in with name and password." }
        let names = TokenScope.allCases.filter(scopes.contains).map(\.rawValue)
        return "This API token lacks the scope; make one with \(names.joined(separator: " or "))."
    }

    /// A browser sends the cookie whoever made it ask; the mark shows that it was one of our pages.
    private static func checkOrigin(_ request: Request) throws {
        guard request.method == .get || request.method == .head || request.headers[.sameOriginMark] == "1" else {
            throw Problem.forbidden("With the session cookie, send the header X-Quorum-Request: 1 to change anything.")
        }
    }

    private static func secret(of request: Request) -> (Secret, isCookie: Bool)? {
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return (Secret(String(parts[1])), false)
        }
        return request.cookies[SessionCookie.name].map { (Secret($0.value), true) }
    }

    /// What a request is about.
    private enum Object {
        case nothing
        case known(ProtectedObject)
        case malformed(String)

        var known: ProtectedObject? {
            if case .known(let object) = self { object } else { nil }
        }
    }

    private static func object(of endpoint: Endpoint, _ context: VisitorContext) throws -> Object {
        guard case .member(_, let subject) = endpoint.access else { return .nothing }
        let text = context.parameters.get(subject.rawValue) ?? ""
        let object: ProtectedObject? =
            switch subject {
            case .project: ProjectID(text).map { .project($0) }
            case .task: TaskID(text).map { .task($0) }
            case .assignment: AssignmentID(text).map { .assignment($0) }
            case .adjudication: AdjudicationID(text).map { .adjudication($0) }
            }
        return object.map { .known($0) } ?? .malformed(subject.rawValue)
    }
}

extension Problem {
    static let loginNeeded = unauthorized("Log in first: POST /api/v1/session with name and password.")
}
