import LabelStore
import QuorumCore

/// The API tokens of programs.
struct TokenService: Sendable {
    private static let longestName = 64
    /// Days that a token may be good for.
    private static let days = 1...366
    private static let standardDays = 90
    private static let mostTokens = 100

    let store: LabelStore

    func tokens(of user: User) async throws -> [APIToken] { try await store.tokens(of: user.id) }

    /// - Parameters:
    ///   - project: the only one it is to be good for; nil: all.
    ///   - days: how long it is good for; nil: ninety.
    ///   - actor: nil for whoever runs the program on the data folder.
    func create(
        named name: String, scopes: [String], project: ProjectID?, days: Int?, for user: User, by actor: UserID?
    ) async throws -> (APIToken, Secret) {
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        let scopes = try scopes.enumerated().map {
            try FieldRules.choice($0.element, field: "scopes.\($0.offset)", of: TokenScope.self)
        }
        guard !scopes.isEmpty else {
            throw Problem.invalid("scopes", "A token without a scope can do nothing; give read, annotate or manage.")
        }
        let days = days ?? Self.standardDays
        guard Self.days.contains(days) else {
            throw Problem.invalid("days", "A token is good for 1 to 366 days; \(days) are asked for.")
        }
        guard try await store.tokens(of: user.id).count < Self.mostTokens else {
            throw Problem.conflict("You have \(Self.mostTokens) tokens; revoke some that you do not use.")
        }
        if let project { try await checkMembership(of: user, in: project) }
        let secret = Secret.ofToken()
        let now = Timestamp.now
        let token = try await store.createToken(
            named: name, scopes: Set(scopes), in: project, tokenHash: secret.hash,
            expiresAt: now.advanced(by: .seconds(days * 86_400)), for: user.id, by: actor, at: now)
        return (token, secret)
    }

    /// A token is of no use where its owner is not, and must not tell what is there.
    private func checkMembership(of user: User, in project: ProjectID) async throws {
        let isThere =
            if user.role == .admin {
                try await store.projects().contains { $0.id == project }
            } else {
                try await store.memberships(of: user.id)[project] != nil
            }
        guard isThere else {
            throw Problem.invalid("project", "\(user.name) is a member of no project \(project); name one of theirs.")
        }
    }

    func revoke(_ token: APITokenID, of user: User) async throws {
        try await store.revokeToken(token, of: user.id, by: user.id, at: .now)
    }
}
