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

    /// - Parameter days: how long it is good for; nil: ninety.
    func create(
        named name: String, scopes: [String], days: Int?, for user: User
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
        let secret = Secret.ofToken()
        let now = Timestamp.now
        let token = try await store.createToken(
            named: name, scopes: Set(scopes), tokenHash: secret.hash,
            expiresAt: now.advanced(by: .seconds(days * 86_400)), for: user.id, at: now)
        return (token, secret)
    }

    func revoke(_ token: APITokenID, of user: User) async throws {
        try await store.revokeToken(token, of: user.id, at: .now)
    }
}
