import Hummingbird
import LabelStore
import QuorumCore

/// Labels that a model gave.
struct AcceptanceController: Sendable {
    private static let longestName = 200
    /// The share that people check if nothing is said.
    private static let standardShare = 0.1

    let store: LabelStore

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listAcceptances, use: list)
        routes.on(.acceptPredictions, use: accept)
        routes.on(.undoAcceptance, use: undo)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: [AcceptanceJSON]]> {
        .ok(["acceptances": try await store.acceptances(in: context.project).map(AcceptanceJSON.init)])
    }

    private func accept(_ request: Request, _ context: MemberContext) async throws -> Answer<AcceptanceJSON> {
        let draft = try await request.decode(as: AcceptanceDraft.self, context: context)
        let rule = AcceptanceRule(
            model: try FieldRules.name(draft.model, field: "model", longest: Self.longestName),
            threshold: try share(draft.threshold, field: "threshold"),
            checkedShare: try share(draft.checkedShare ?? Self.standardShare, field: "checked_share"),
            seed: draft.seed?.value ?? UInt64.random(in: 0...UInt64(UInt32.max)))
        return .created(
            AcceptanceJSON(try await store.accept(rule, in: context.project, by: context.user.id, at: .now)))
    }

    private func undo(_ request: Request, _ context: MemberContext) async throws -> Answer<AcceptanceJSON> {
        .ok(
            AcceptanceJSON(
                try await store.undoAcceptance(
                    context.identifier("acceptance"), in: context.project, by: context.user.id, at: .now)))
    }

    private func share(_ value: Double, field: String) throws -> Double {
        guard (0...1).contains(value) else {
            throw Problem.invalid(field, "The \(field) is \(value); give a number from 0 to 1.")
        }
        return value
    }
}

private struct AcceptanceDraft: Decodable {
    let model: String
    let threshold: Double
    let checkedShare: Double?
    let seed: Seed?
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
