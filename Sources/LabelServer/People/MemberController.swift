import HTTPTypes
import Hummingbird
import QuorumCore

/// The members of a project.
struct MemberController: Sendable {
    let people: PeopleService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listMembers, use: list)
        routes.on(.showMember, use: show)
        routes.on(.addMember, use: add)
        routes.on(.changeMember, use: change)
        routes.on(.removeMember, use: remove)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<MembersJSON> {
        .ok(MembersJSON(try await people.members(of: context.project), governs: context.role.governs))
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<MemberJSON> {
        let member = try await people.member(context.identifier("user"), of: context.project)
        return .ok(MemberJSON(member), tag: member.tag)
    }

    private func add(_ request: Request, _ context: UserContext) async throws -> Answer<MemberJSON> {
        let input = try await request.decode(as: MemberInput.self, context: context)
        return .created(
            MemberJSON(
                try await people.add(
                    named: input.name, to: context.identifier("project"), as: input.role, by: context.user)))
    }

    private func change(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        let input = try await request.decode(as: RoleInput.self, context: context)
        let member = try await people.member(context.identifier("user"), of: context.project)
        try member.tag.require(by: request)
        try await people.change(member, of: context.project, to: input.role, by: context.user, ranking: context.role)
        return .noContent
    }

    private func remove(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await people.remove(
            context.identifier("user"), from: context.project, by: context.user, ranking: context.role)
        return .noContent
    }
}

private struct MemberInput: Decodable {
    let name: String
    let role: String
}

private struct RoleInput: Decodable {
    let role: String
}

struct MembersJSON: Encodable, Sendable {
    let members: [MemberJSON]
    /// The roles that the asker may give and take.
    let governs: [ProjectRole]

    init(_ members: [Membership], governs: [ProjectRole]) {
        self.members = members.map(MemberJSON.init)
        self.governs = governs
    }
}

struct MemberJSON: Encodable, Sendable {
    let id: UserID
    let name: String
    let role: ProjectRole
    let since: String
    /// For the header If-Match of a change.
    let etag: String

    init(_ member: Membership) {
        id = member.user
        name = member.name
        role = member.role
        since = member.since.iso8601
        etag = member.tag.text
    }
}

extension Membership {
    /// What of it can change: the role.
    var tag: EntityTag { EntityTag("\(user)-\(since.milliseconds)-\(role.rawValue)") }
}
