import LabelStore
import QuorumCore

/// Who belongs to a project: members, and invitations to become one.
struct PeopleService: Sendable {
    private static let longestName = 64
    /// Hours that an invitation may be good for.
    private static let invitationHours = 1...720
    private static let standardHours = 168

    let store: LabelStore

    func members(of project: ProjectID) async throws -> [Membership] { try await store.members(of: project) }

    /// - Throws: `StoreError.notFound` for whoever is no member.
    func member(_ user: UserID, of project: ProjectID) async throws -> Membership {
        try await store.member(user, of: project)
    }

    func add(named name: String, to project: ProjectID, as role: String, by actor: User) async throws -> Membership {
        let name = try FieldRules.name(name, field: "name", longest: Self.longestName)
        let role = try FieldRules.choice(role, field: "role", of: ProjectRole.self)
        // Nobody is a member of a project that is not there.
        _ = try await store.project(project)
        return try await store.addMember(named: name, to: project, as: role, by: actor.id, at: .now)
    }

    /// - Parameter rank: what the actor is in the project; they give and take the roles below only.
    func change(
        _ member: Membership, of project: ProjectID, to role: String, by actor: User, ranking rank: ProjectRole
    ) async throws {
        let role = try Self.role(role, givenBy: rank)
        try await store.changeMember(member, of: project, to: role, governed: rank.governs, by: actor.id, at: .now)
    }

    func remove(_ user: UserID, from project: ProjectID, by actor: User, ranking rank: ProjectRole) async throws {
        try await store.removeMember(user, from: project, governed: rank.governs, by: actor.id, at: .now)
    }

    /// Asks somebody nothing more, and sets aside what they answered that is not decided.
    func pause(_ user: UserID, in project: ProjectID, by actor: User, ranking rank: ProjectRole) async throws {
        try await store.pause(user, in: project, governed: rank.governs, by: actor.id, at: .now)
    }

    func liftPause(of user: UserID, in project: ProjectID, by actor: User, ranking rank: ProjectRole) async throws {
        try await store.lift(pauseOf: user, in: project, governed: rank.governs, by: actor.id, at: .now)
    }

    func invitations(to project: ProjectID) async throws -> [InvitationJSON] {
        let names = try await store.userNames()
        return try await store.invitations(to: project, at: .now).map {
            InvitationJSON($0, by: names[$0.createdBy])
        }
    }

    /// - Parameter hours: how long it is good for; nil: a week.
    func invite(
        to project: ProjectID, as role: String, hours: Int?, by actor: User, ranking rank: ProjectRole
    ) async throws -> (Invitation, Secret) {
        let role = try Self.role(role, givenBy: rank)
        let hours = hours ?? Self.standardHours
        guard Self.invitationHours.contains(hours) else {
            throw Problem.invalid("hours", "An invitation is good for 1 to 720 hours; \(hours) are asked for.")
        }
        let secret = Secret()
        let now = Timestamp.now
        let invitation = try await store.invite(
            to: project, as: role, tokenHash: secret.hash, expiresAt: now.advanced(by: .seconds(hours * 3600)),
            by: actor.id, at: now)
        return (invitation, secret)
    }

    func revoke(
        _ invitation: InvitationID, to project: ProjectID, by actor: User, ranking rank: ProjectRole
    ) async throws {
        try await store.revokeInvitation(
            invitation, to: project, governed: rank.governs, by: actor.id, at: .now)
    }

    /// The invitation that a link opens, and the project's name.
    func invitation(_ secret: Secret) async throws -> (Invitation, project: String) {
        try await store.invitation(tokenHash: secret.hash, at: .now)
    }

    func join(_ secret: Secret, by user: User) async throws -> ProjectID {
        try await store.accept(tokenHash: secret.hash, by: user.id, at: .now)
    }

    private static func role(_ text: String, givenBy rank: ProjectRole) throws -> ProjectRole {
        let role = try FieldRules.choice(text, field: "role", of: ProjectRole.self)
        guard rank.governs.contains(role) else {
            throw Problem.forbidden("Only an owner may make somebody \(role); ask one.")
        }
        return role
    }
}
