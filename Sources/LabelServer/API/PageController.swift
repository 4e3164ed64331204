import Foundation
import Hummingbird

/// The pages and the files they are made of; all of them public, none of them holds data.
struct PageController: Sendable {
    /// nil: no pages.
    let folder: String?
    let files: FileServer

    func addRoutes(to router: Router<VisitorContext>) {
        router.get("/", use: page("index.html"))
        router.get("login", use: page("login.html"))
        router.get("setup", use: page("setup.html"))
        router.get("projects/:project", use: page("project.html"))
        router.get("annotate/:project", use: page("annotate.html"))
        router.get("adjudicate/:project", use: page("adjudicate.html"))
        router.get("static/**", use: file)
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
