import HTTPTypes
import Hummingbird
import NIOCore

/// The API's own description.
struct OpenAPIController: Sendable {
    private static let document = Result { try OpenAPIDocument.json() }

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.openAPI, use: show)
    }

    private func show(_ request: Request, _ context: VisitorContext) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try Self.document.get())))
    }
}
