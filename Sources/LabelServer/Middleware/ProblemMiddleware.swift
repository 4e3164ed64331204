import Hummingbird
import Logging

/// Turns whatever a handler throws into one kind of answer; what a visitor should not read goes to the log, under the
/// request's number.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try problem(for: error, request, context).response(from: request, context: context)
        }
    }

    private func problem(for error: any Error, _ request: Request, _ context: VisitorContext) -> Problem {
        if let problem = Problem(answering: error) {
            if problem.status.code >= 500 {
                context.logger.warning("Refused", metadata: ["error": "\(error)"])
            }
            return problem
        }
        context.logger.error(
            "Request failed",
            metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "error": "\(error)"])
        return Problem(
            .internalServerError,
            "Something went wrong on the server. Tell its operator the number \(context.id), which the log has too.")
    }
}
