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
        guard let folder, !parts.isEmpty,
            parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("/") && !$0.contains("\0") })
        else { throw Problem.notFound("There is nothing at this address.") }
        return try await files.response(to: request, context, path: ([folder] + parts).joined(separator: "/"))
    }
}
