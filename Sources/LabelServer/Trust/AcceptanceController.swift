import Hummingbird
import LabelStore
import QuorumCore

/// Labels that a model gave.
struct AcceptanceController: Sendable {
    let acceptances: AcceptanceService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listAcceptances, use: list)
        routes.on(.acceptPredictions, use: accept)
        routes.on(.undoAcceptance, use: undo)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [AcceptanceJSON]]> {
        .ok(["acceptances": try await acceptances.acceptances(in: context.project).map(AcceptanceJSON.init)])
    }

    private func accept(_ request: Request, _ context: MemberContext) async throws -> Answer<AcceptanceJSON> {
        let draft = try await request.decode(as: AcceptanceDraft.self, context: context)
        return .created(
            AcceptanceJSON(try await acceptances.accept(draft, in: context.project, by: context.user)))
    }

    private func undo(_ request: Request, _ context: MemberContext) async throws -> Answer<AcceptanceJSON> {
        let acceptance = try context.identifier("acceptance", AcceptanceID.self)
        return .ok(AcceptanceJSON(try await acceptances.undo(acceptance, in: context.project, by: context.user)))
    }
}

struct AcceptanceJSON: Encodable, Sendable {
    let id: AcceptanceID
    let model: String
    let threshold: Double
    let checkedShare: Double
    let createdAt: String
    @Nullable var undoneAt: String?
    let accepted: Int
    let checked: Int
    /// The model against people, on what was checked.
    let labels: QualityJSON.Share

    init(_ acceptance: Acceptance) {
        id = acceptance.id
        model = acceptance.model
        threshold = acceptance.threshold
        checkedShare = acceptance.checkedShare
        createdAt = acceptance.createdAt.iso8601
        undoneAt = acceptance.undoneAt?.iso8601
        accepted = acceptance.accepted
        checked = acceptance.checked
        var matches = Matches()
        for index in 0..<acceptance.compared { matches.add(index < acceptance.matched) }
        labels = QualityJSON.Share(matches)
    }
}
