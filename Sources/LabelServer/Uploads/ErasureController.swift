import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Takes away a file, or all that a person said or wrote in a project, and lists what was taken away.
struct ErasureController: Sendable {
    private static let longestName = 200
    private static let pages = 1...200

    let store: LabelStore
    let files: ErasedFiles

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.listErasures, use: list)
        routes.on(.eraseData, use: erase)
        routes.on(.showRetention, use: showRetention)
    }

    private func list(_ request: Request, _ context: MemberContext) async throws -> Answer<TombstonesJSON> {
        let query = Query(request)
        let limit = try query.number("limit", in: Self.pages, standard: 50)
        let before = try query.number("before", in: 1...Int.max, standard: Int.max)
        let found = try await store.tombstones(of: context.project, before: Int64(before), limit: limit)
        return .ok(TombstonesJSON(found, names: try await store.userNames(), isFull: found.count == limit))
    }

    /// Says what would go, unless told to do it.
    private func erase(_ request: Request, _ context: MemberContext) async throws -> Answer<ErasureJSON> {
        let wish = try await request.decode(as: ErasureWishJSON.self, context: context)
        let subject: ErasureSubject
        switch (wish.source, wish.speaker) {
        case (let source?, nil): subject = .source(source)
        case (nil, let name?):
            subject = .speaker(try FieldRules.name(name, field: "speaker", longest: Self.longestName))
        default: throw Problem.invalid("source", "Name one of the two: a source by its number, or a speaker.")
        }
        guard wish.confirm ?? false else {
            return .ok(ErasureJSON(try await store.holdings(of: subject, in: context.project)))
        }
        let erasure = try await store.erase(subject, in: context.project, by: context.user.id, at: .now)
        try await files.run()
        return .ok(ErasureJSON(erasure))
    }

    private func showRetention(
        _ request: Request, _ context: MemberContext
    ) async throws -> Answer<[String: [ExpiredSourceJSON]]> {
        .ok(["expired": try await store.expiredSources(of: context.project, at: .now).map(ExpiredSourceJSON.init)])
    }
}

private struct ErasureWishJSON: Decodable {
    let source: SourceID?
    let speaker: String?
    let confirm: Bool?
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
