import LabelStore
import QuorumCore

/// The accounts that an operator's command names. What it does counts as their act, so it needs the rights of theirs.
extension LabelStore {
    /// - Throws: `ServerError` when nobody has the name.
    func user(named name: String) async throws -> User {
        guard let found = try await credentials(of: FieldRules.composed(name)) else {
            throw ServerError(.refused, "Nobody is named \"\(name)\"; give the name of an account.")
        }
        return found.user
    }

    /// Somebody for whom something can be done.
    ///
    /// - Throws: `ServerError` when nobody has the name, or they can log in no more.
    func actor(named name: String) async throws -> User {
        let user = try await user(named: name)
        guard try await canLogIn(user.id) else {
            throw ServerError(
                .refused, "\"\(user.name)\" can no longer log in; name another account, or see quorum user reset.")
        }
        return user
    }

    /// Somebody who may do something in a project, and what they are there.
    ///
    /// - Throws: `ServerError` when they may not.
    func actor(
        named name: String, who permission: Permission, in project: ProjectID
    ) async throws -> (user: User, role: ProjectRole) {
        let user = try await actor(named: name)
        let role = user.role == .admin ? .owner : try await memberships(of: user.id)[project]
        guard let role, role.may(permission) else {
            throw ServerError(
                .refused, "\"\(user.name)\" may not do that in this project; name one of its managers or an admin.")
        }
        return (user, role)
    }
}
