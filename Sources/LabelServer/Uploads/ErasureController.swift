import Hummingbird
import LabelStore
import QuorumCore

/// Takes away a file, or all that a person said or wrote in a project, and lists what was taken away.
struct ErasureController: Sendable {
    private static let pages = 1...200

    let erasures: ErasureService

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listErasures, use: list)
        routes.on(.eraseData, use: erase)
        routes.on(.showRetention, use: showRetention)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<TombstonesJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pages, standard: 50)
        let before = try query.number("before", in: 1...Int.max, standard: Int.max)
        return .ok(try await erasures.tombstones(of: context.project, before: Int64(before), limit: limit))
    }

    private func erase(_ request: Request, _ context: MemberContext) async throws -> Answer<ErasureJSON> {
        let wish = try await request.decode(as: ErasureWish.self, context: context)
        return .ok(try await erasures.erase(wish, in: context.project, by: context.user))
    }

    private func showRetention(
        _ request: Request, _ context: MemberContext
    ) async throws -> Answer<[String: [ExpiredSourceJSON]]> {
        .ok(["expired": try await erasures.due(in: context.project).map(ExpiredSourceJSON.init)])
    }
}

struct TombstonesJSON: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let id: Int64
        let kind: String
        let sources: Int
        let chunks: Int
        let answers: Int
        let predictions: Int
        let examples: Int
        /// Who did it; nil for the service and its operator.
        @Nullable var name: String?
        let at: String

        init(_ tombstone: Tombstone, name: String?) {
            id = tombstone.id
            kind = tombstone.kind.rawValue
            sources = tombstone.erased.sources
            chunks = tombstone.erased.chunks
            answers = tombstone.erased.answers
            predictions = tombstone.erased.predictions
            examples = tombstone.erased.examples
            at = tombstone.at.iso8601
            self.name = name
        }
    }

    let erasures: [Item]
    /// The `before` of the next page.
    @Nullable var next: Int64?

    init(_ tombstones: [Tombstone], names: UserNames, isFull: Bool) {
        erasures = tombstones.map { Item($0, name: $0.actor.map { names[$0] }) }
        next = isFull ? tombstones.last?.id : nil
    }
}

struct ExpiredSourceJSON: Encodable, Sendable {
    let source: SourceID
    let filename: String
    /// `media`: texts and labels stay; `draft`: all of it.
    let erases: String

    init(_ expired: ExpiredSource) {
        source = expired.source.id
        filename = expired.source.filename
        erases = expired.what.rawValue
    }
}
