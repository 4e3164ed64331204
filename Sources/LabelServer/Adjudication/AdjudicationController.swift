import HTTPTypes
import Hummingbird
import QuorumCore

/// Contested tasks, for the experts who settle them.
struct AdjudicationController: Sendable {
    private static let pageLimits = 1...100
    private static let standardPage = 20

    let adjudication: AdjudicationService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listContested, use: queue)
        routes.on(.listAdjudications, use: history)
        routes.on(.adjudicate, use: adjudicate)
        routes.on(.undoAdjudication, use: undo)
    }

    private func queue(_ request: Request, _ context: MemberContext) async throws -> Answer<AdjudicationQueueJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pageLimits, standard: Self.standardPage)
        return .ok(
            try await adjudication.queue(
                in: context.project, for: context.user, after: query.task("after"), limit: limit))
    }

    private func history(
        _ request: Request, _ context: MemberContext
    ) async throws -> Answer<[String: [AdjudicationJSON]]> {
        let limit = try Query(request).number("limit", in: Self.pageLimits, standard: Self.standardPage)
        let acts = try await adjudication.history(
            in: context.project, of: context.user, limit: limit)
        return .ok(["adjudications": acts])
    }

    private func adjudicate(
        _ request: Request, _ context: MemberContext
    ) async throws -> Answer<AdjudicationOutcomeJSON> {
        let draft = try await request.decode(as: AdjudicationDraft.self, context: context)
        return .created(try await adjudication.adjudicate(context.identifier("task"), draft, by: context.user))
    }

    private func undo(_ request: Request, _ context: MemberContext) async throws -> Answer<AdjudicationOutcomeJSON> {
        .ok(try await adjudication.undo(context.identifier("adjudication"), by: context.user))
    }
}

/// What an expert wants done, nothing of it checked.
struct AdjudicationDraft: Decodable, Sendable {
    let action: String
    /// The number of the answer that is right.
    let annotation: AnnotationID?
    /// A label of the expert's own.
    let label: AnswerText?
    let votes: Int?
    let errors: [String]?
    let note: String?
}
