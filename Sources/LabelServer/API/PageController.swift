import Foundation
import Hummingbird

/// The pages and the files they are made of; all of them public, none of them holds data.
struct PageController: Sendable {
    /// nil: no pages.
    let folder: String?
    let files: FileServer

    /// The file behind each address.
    static let pages = [
        "/": "index.html", "/login": "login.html", "/login/callback": "callback.html", "/setup": "setup.html",
        "/invitation": "invitation.html", "/account": "account.html", "/audit": "audit.html",
        "/projects/:project": "project.html",
        "/annotate/:project": "annotate.html", "/adjudicate/:project": "adjudicate.html",
        "/groups/:project": "groups.html", "/storage/:project": "storage.html", "/webhooks/:project": "webhooks.html",
    ]
    static let filesPath = "/static/**"

    func addRoutes(to router: Router<VisitorContext>) {
        for (path, name) in Self.pages { router.get(RouterPath(path), use: page(name)) }
        router.get(RouterPath(Self.filesPath), use: file)
    }

    private func page(_ name: String) -> @Sendable (Request, VisitorContext) async throws -> Response {
        { request, context in try await serve([name], request, context) }
    }

    private func file(_ request: Request, _ context: VisitorContext) async throws -> Response {
        try await serve(
            context.parameters.getCatchAll().map { $0.removingPercentEncoding ?? "" }, request, context)
    }

    private func serve(_ parts: [String], _ request: Request, _ context: VisitorContext) async throws -> Response {
        let missing = "There is nothing at this address."
        guard let folder, !parts.isEmpty, parts.allSatisfy(FileServer.isSafe) else { throw Problem.notFound(missing) }
        return try await files.response(
            to: request, context, path: ([folder] + parts).joined(separator: "/"), missing: missing)
    }
}
