import HTTPTypes
import Hummingbird
import QuorumCore

/// Groups of tasks that look alike, for the experts who settle them together.
struct GroupController: Sendable {
    private static let pageLimits = 1...100
    private static let standardPage = 20

    let groups: GroupService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listGroups, use: list)
        routes.on(.proposeGroups, use: propose)
        routes.on(.showGroup, use: show)
        routes.on(.actOnGroup, use: act)
        routes.on(.listGroupActs, use: history)
        routes.on(.undoGroupAct, use: undo)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<GroupPageJSON> {
        let query = Query(request)
        let state = try query["state"].map { try FieldRules.choice($0, field: "state", of: TaskGroup.State.self) }
        let after: TaskGroupID? = try query.identifier("after", of: "group")
        return .ok(
            try await groups.page(of: context.project, state: state, after: after, limit: try Self.limit(query)))
    }

    private func propose(_ request: Request, _ context: MemberContext) async throws -> Answer<GroupSearchJSON> {
        let draft = try await request.decode(as: GroupSearchDraft.self, context: context)
        return .created(try await groups.propose(in: context.project, draft, by: context.user))
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<GroupDetailJSON> {
        let query = Query(request)
        return .ok(
            try await groups.group(
                context.identifier("group"), in: context.project, after: try query.task("after"),
                limit: try Self.limit(query)))
    }

    private func act(_ request: Request, _ context: MemberContext) async throws -> Answer<GroupOutcomeJSON> {
        let draft = try await request.decode(as: GroupActDraft.self, context: context)
        return .created(
            try await groups.act(on: context.identifier("group"), in: context.project, draft, by: context.user))
    }

    private func history(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [GroupActJSON]]>
    {
        .ok(["acts": try await groups.history(of: context.project, limit: try Self.limit(Query(request)))])
    }

    private func undo(_ request: Request, _ context: MemberContext) async throws -> Answer<GroupOutcomeJSON> {
        .ok(try await groups.undo(context.identifier("act"), in: context.project, by: context.user))
    }

    private static func limit(_ query: Query) throws -> Int {
        try query.number("limit", in: pageLimits, standard: standardPage)
    }
}

/// How groups are to be looked for, nothing of it checked.
struct GroupSearchDraft: Decodable, Sendable {
    let basis: String
    /// 1 for equal texts alone.
    let likeness: Double?
}

/// What an expert wants done about a group, nothing of it checked.
struct GroupActDraft: Decodable, Sendable {
    let action: String
    let revision: Int
    let tasks: [TaskID]?
    let groups: [TaskGroupID]?
    let label: AnswerText?
    let errors: [String]?
    let note: String?
}
