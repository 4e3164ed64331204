import Hummingbird
import QuorumCore

/// What a project takes of files and how much of them, and how much it has.
struct StorageController: Sendable {
    let storage: StorageService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.showStorage, use: show)
        routes.on(.setQuota, use: setQuota)
        routes.on(.setStorageRules, use: setRules)
    }

    private func show(_ request: Request, _ context: MemberContext) async throws -> Answer<StorageJSON> {
        .tagged(try await storage.storage(of: context.project))
    }

    private func setQuota(_ request: Request, _ context: UserContext) async throws -> Answer<StorageJSON> {
        let draft = try await request.decode(as: QuotaDraft.self, context: context)
        return .tagged(
            try await storage.setQuota(
                draft.bytes, of: context.identifier("project"), if: { try $0.require(by: request) }, by: context.user))
    }

    private func setRules(_ request: Request, _ context: MemberContext) async throws -> Answer<StorageJSON> {
        let draft = try await request.decode(as: StorageRulesDraft.self, context: context)
        return .tagged(
            try await storage.setRules(
                draft, of: context.project, if: { try $0.require(by: request) }, by: context.user))
    }
}

extension Answer<StorageJSON> {
    fileprivate static func tagged(_ storage: StorageJSON) -> Self { .ok(storage, tag: storage.tag) }
}

private struct QuotaDraft: Decodable {
    let bytes: Int64?
}
