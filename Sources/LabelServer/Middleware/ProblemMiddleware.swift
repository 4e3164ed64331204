import HTTPTypes
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
        if (error as? HTTPError)?.status == .notFound, let problem = Problem(forMethodOf: request) { return problem }
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

extension Problem {
    /// 405 for a method that an address does not have; nil for an address that nothing is at.
    fileprivate init?(forMethodOf request: Request) {
        let methods = Endpoint.methods(at: request.uri.path)
        guard !methods.isEmpty else { return nil }
        let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.joined(separator: ", ")
        self.init(.methodNotAllowed, "This address takes no \(request.method); it takes \(names).")
        headers[.allow] = names
    }
}
