package import LabelStore
package import QuorumCore

/// API tokens as whoever runs the program on a server's data folder makes them, for programs that set up others.
package struct OperatorTokens: Sendable {
    private let store: LabelStore

    package init(store: LabelStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - user: the name of whom the program is to act for.
    ///   - days: how long it is good for; nil: ninety.
    /// - Returns: the token, and the secret that is shown once.
    /// - Throws: `ServerError` for what no token can be, and for whoever can log in no more.
    package func create(
        named name: String, scopes: [TokenScope], project: ProjectID?, days: Int?, forUserNamed user: String
    ) async throws -> (token: APIToken, secret: String) {
        let owner = try await store.actor(named: user)
        do {
            let (token, secret) = try await TokenService(store: store).create(
                named: name, scopes: scopes.map(\.rawValue), project: project, days: days, for: owner, by: nil)
            return (token, secret.text)
        } catch let problem as Problem {
            throw ServerError(.token, problem.detail)
        }
    }

    /// - Parameter user: whose; nil: everybody's.
    package func tokens(ofUserNamed user: String?) async throws -> [(owner: User, token: APIToken)] {
        let owners = if let user { [try await store.user(named: user)] } else { try await store.users() }
        var found: [(owner: User, token: APIToken)] = []
        for owner in owners { found += try await store.tokens(of: owner.id).map { (owner, $0) } }
        return found
    }

    package func revoke(_ token: APITokenID) async throws {
        try await store.revokeToken(token, of: nil, by: nil, at: .now)
    }
}
