import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A refusal as an HTTP answer (RFC 9457): what is wrong and what to do, for a person, and the field it is about.
struct Problem: HTTPResponseError, Equatable {
    let status: HTTPResponse.Status
    let detail: String
    let field: String?
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String, field: String? = nil) {
        self.status = status
        self.detail = detail
        self.field = field
    }

    /// A value that cannot be taken.
    static func invalid(_ field: String, _ detail: String) -> Problem {
        Problem(.unprocessableContent, detail, field: field)
    }

    /// Nobody has logged in, or not rightly.
    static func unauthorized(_ detail: String) -> Problem { Problem(.unauthorized, detail) }
    /// Whoever asks may not.
    static func forbidden(_ detail: String) -> Problem { Problem(.forbidden, detail) }
    static func notFound(_ detail: String) -> Problem { Problem(.notFound, detail) }
    /// It contradicts what is there.
    static func conflict(_ detail: String) -> Problem { Problem(.conflict, detail) }
    /// It may work in a moment.
    static func unavailable(_ detail: String) -> Problem {
        var problem = Problem(.serviceUnavailable, detail)
        problem.headers[.retryAfter] = "5"
        return problem
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = try encoder.encode(
            Body(type: "about:blank", title: status.reasonPhrase, status: status.code, detail: detail, field: field))
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    private struct Body: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let field: String?
    }
}
