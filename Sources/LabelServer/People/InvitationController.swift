import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Invitations: made and taken back by those who run a project, accepted by whoever has the link.
struct InvitationController: Sendable {
    let people: PeopleService
    let accounts: AccountService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listInvitations, use: list)
        routes.on(.invite, use: invite)
        routes.on(.revokeInvitation, use: revoke)
        routes.on(.showInvitation, use: show)
        routes.on(.joinAsNew, use: joinAsNew)
        routes.on(.join, use: join)
    }

    private func list(
        _ request: Request, _ context: MemberContext
    ) async throws -> Answer<[String: [InvitationJSON]]> {
        .ok(["invitations": try await people.invitations(to: context.project)])
    }

    private func invite(_ request: Request, _ context: MemberContext) async throws -> Answer<InvitationJSON> {
        let input = try await request.decode(as: InvitationInput.self, context: context)
        let (invitation, secret) = try await people.invite(
            to: context.project, as: input.role, hours: input.hours, by: context.user, ranking: context.role)
        return .created(InvitationJSON(invitation, by: context.user.name, secret: secret))
    }

    private func revoke(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await people.revoke(
            context.identifier("invitation"), to: context.project, by: context.user, ranking: context.role)
        return .noContent
    }

    private func show(_ request: Request, _ context: VisitorContext) async throws -> Answer<OfferJSON> {
        let input = try await request.decode(as: TokenInput.self, context: context)
        let (invitation, project) = try await people.invitation(Secret(input.token))
        return .ok(OfferJSON(project: project, role: invitation.role, expiresAt: invitation.expiresAt.iso8601))
    }

    private func joinAsNew(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let input = try await request.decode(as: AccountInput.self, context: context)
        let (identity, project) = try await accounts.join(
            Secret(input.token), name: input.name, password: input.password)
        return try SessionAnswer(identity: identity, project: project).response(from: request, context: context)
    }

    private func join(_ request: Request, _ context: UserContext) async throws -> Answer<[String: ProjectID]> {
        let input = try await request.decode(as: TokenInput.self, context: context)
        return .ok(["project": try await people.join(Secret(input.token), by: context.user)])
    }
}

private struct InvitationInput: Decodable {
    let role: String
    let hours: Int?
}

private struct TokenInput: Decodable {
    let token: String
}

private struct AccountInput: Decodable {
    let token: String
    let name: String
    let password: String
}

struct InvitationJSON: Encodable, Sendable {
    let id: InvitationID
    let role: ProjectRole
    /// The name of whoever made it.
    let createdBy: String
    let createdAt: String
    let expiresAt: String
    /// What opens it: only in the answer that made it.
    let token: String?

    init(_ invitation: Invitation, by name: String, secret: Secret? = nil) {
        id = invitation.id
        role = invitation.role
        createdBy = name
        createdAt = invitation.createdAt.iso8601
        expiresAt = invitation.expiresAt.iso8601
        token = secret?.text
    }
}

/// What somebody without an account may know of an invitation they hold.
struct OfferJSON: Encodable, Sendable {
    /// The project's name.
    let project: String
    let role: ProjectRole
    let expiresAt: String
}
