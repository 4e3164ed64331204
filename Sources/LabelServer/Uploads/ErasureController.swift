import HTTPTypes
import Hummingbird
import LabelStore
import QuorumCore

/// Takes away a file, or all that a person said or wrote in a project.
struct ErasureController: Sendable {
    private static let longestName = 200

    let store: LabelStore
    let files: ErasedFiles

    func addRoutes(to routes: RouteBuilder) {
        routes.on(.eraseData, use: erase)
        routes.on(.showRetention, use: showRetention)
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

struct ErasureJSON: Encodable, Sendable {
    let erased: Bool
    let sources: Int
    let chunks: Int
    let answers: Int
    let predictions: Int
    /// Of frozen versions.
    let examples: Int

    init(_ erasure: DataErasure) {
        erased = erasure.id != nil
        sources = erasure.sources
        chunks = erasure.chunks
        answers = erasure.answers
        predictions = erasure.predictions
        examples = erasure.examples
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
