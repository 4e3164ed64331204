import HTTPTypes
import Hummingbird
import Logging

/// One line a request, without what is personal: no query, no header, no address. Its number goes out with the answer,
/// so that whoever asks about one finds it in the log.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        context.logger.info(
            "Request",
            metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
                "microseconds": "\(microseconds)",
            ])
        response.headers[.requestID] = context.id
        return response
    }
}

extension HTTPField.Name {
    static let requestID = Self("X-Request-ID")!
}
