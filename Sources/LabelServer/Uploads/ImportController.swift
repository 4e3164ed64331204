import Hummingbird
import QuorumCore

/// Tables of items, predictions and answers.
struct ImportController: Sendable {
    let imports: ImportService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.importFile, use: add)
    }

    private func add(_ request: Request, _ context: MemberContext) async throws -> Answer<ImportedJSON> {
        .created(try await imports.add(request, to: context.project, by: context.user))
    }
}

/// What became of the rows of a file.
struct ImportedJSON: Codable, Sendable {
    let items: Int
    let itemsPresent: Int
    let predictions: Int
    let predictionsPresent: Int
    let annotations: Int
    let annotationsPresent: Int
    let gold: Int
    let goldPresent: Int
    /// Accounts made for people who had none.
    let people: Int
    /// Tasks that the answers settled.
    let settled: Int
}
