import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Answering tasks; nothing here tells one annotator about another.
struct AssignmentController: Sendable {
    let labeling: LabelingService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.takeTask, use: take)
        routes.on(.submitAnswer, use: submit)
        routes.on(.renewLease, use: renew)
        routes.on(.skipTask, use: skip)
    }

    private func take(_ request: Request, _ context: MemberContext) async throws -> Response {
        let count = try Query(request).number("take", in: LabelingService.held, standard: 1)
        let served = try await labeling.take(count, in: context.project, for: context.user)
        guard let answer = ServedJSON(served, of: count) else { return Response(status: .noContent) }
        return try Answer.ok(answer).response(from: request, context: context)
    }

    private func submit(_ request: Request, _ context: MemberContext) async throws -> Answer<SubmissionJSON> {
        let input = try await request.decode(as: AnswerInput.self, context: context)
        let submission = try await labeling.submit(
            input.answer.text, to: context.identifier("assignment"), by: context.user, taking: input.take ?? 0)
        return .created(SubmissionJSON(submission, for: context.role, taken: input.take ?? 0))
    }

    private func renew(_ request: Request, _ context: MemberContext) async throws -> Answer<[String: AssignmentJSON]> {
        let assignment = try await labeling.renew(context.identifier("assignment"), by: context.user)
        return .ok(["assignment": AssignmentJSON(assignment)])
    }

    private func skip(_ request: Request, _ context: MemberContext) async throws -> HTTPResponse.Status {
        try await labeling.skip(context.identifier("assignment"), by: context.user)
        return .noContent
    }
}

private struct AnswerInput: Decodable {
    let answer: AnswerText
    /// How many tasks to hold afterwards; none if left out.
    let take: Int?
}
