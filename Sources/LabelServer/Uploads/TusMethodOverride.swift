import HTTPTypes
import Hummingbird

/// Takes a request of tus for the method that its header `X-HTTP-Method-Override` names, for clients behind something
/// that lets neither PATCH nor DELETE through; the protocol demands it.
///
/// This stands before the router, so that the rule of the call that is made applies.
struct TusMethodOverride<Next: HTTPResponder>: HTTPResponder {
    let next: Next

    func respond(to request: Request, context: Next.Context) async throws -> Response {
        guard request.headers[.tusResumable] != nil, let name = request.headers[.methodOverride],
            let method = Self.methods[name.uppercased()]
        else { return try await next.respond(to: request, context: context) }
        var head = request.head
        head.method = method
        return try await next.respond(to: Request(head: head, body: request.body), context: context)
    }

    /// An answer to HEAD has no body where one is announced, which whoever sent another method would wait for; GET has the
    /// same header fields.
    private static var methods: [String: HTTPRequest.Method] {
        ["POST": .post, "HEAD": .get, "PATCH": .patch, "DELETE": .delete, "OPTIONS": .options]
    }
}

extension HTTPField.Name {
    static let methodOverride = Self("X-HTTP-Method-Override")!
}
