package import LabelStore
package import QuorumCore

/// Accounts, for whoever runs the program on a server's data folder: ways in for those who have lost theirs.
package struct OperatorPeople: Sendable {
    private let store: LabelStore

    package init(store: LabelStore) {
        self.store = store
    }

    package func users() async throws -> [(user: User, canLogIn: Bool)] { try await store.usersWithAccess() }

    /// - Parameter actor: the name of whoever invites, as the invited will read; they have to be allowed to.
    /// - Returns: the path of the page on which the invitation is used, once; whoever has it can.
    package func invite(
        to project: ProjectID, as role: String, hours: Int?, by actor: String
    ) async throws -> (path: String, expiresAt: Timestamp) {
        try await asOperator {
            let (user, rank) = try await store.actor(named: actor, who: .people, in: project)
            let (invitation, secret) = try await PeopleService(store: store).invite(
                to: project, as: role, hours: hours, by: user, ranking: rank)
            return ("/invitation#\(secret.text)", invitation.expiresAt)
        }
    }

    /// Gives somebody a password of chance, and ends their sessions and all waits for wrong passwords.
    ///
    /// - Returns: the name as its account has it, and the password, which is shown once.
    package func resetPassword(ofUserNamed name: String) async throws -> (name: String, password: String) {
        let user = try await store.user(named: name)
        let password = String(Secret().text.prefix(24))
        let hash = try await PasswordHasher(cost: .standard).hash(password)
        try await store.resetPassword(of: user.id, to: hash, at: .now)
        return (user.name, password)
    }

    /// Ends every way in that somebody has, and takes back their open invitations; their roles and answers stay.
    ///
    /// - Throws: `StoreError` (`.conflict`) for the last admin who can log in.
    package func disable(userNamed name: String) async throws {
        try await store.disable(store.user(named: name).id, at: .now)
    }
}
