import LabelStore
import QuorumCore

/// Takes away files, and all that a person said or wrote in a project; knows what was taken away and what will be.
struct ErasureService: Sendable {
    private static let longestName = 200

    let store: LabelStore
    let files: ErasedFiles

    /// Says what would go, or takes it away if the wish is confirmed.
    ///
    /// - Throws: `Problem` (422) where the wish names no subject or two; `StoreError` (`.notFound`) where there is nothing.
    func erase(_ wish: ErasureWish, in project: ProjectID, by manager: User) async throws -> ErasureJSON {
        let subject = try Self.subject(of: wish)
        guard wish.confirm ?? false else {
            return ErasureJSON(try await store.holdings(of: subject, in: project))
        }
        let erasure = try await store.erase(subject, in: project, by: manager.id, at: .now)
        try await files.run()
        return ErasureJSON(erasure)
    }

    /// What was taken away, the latest first.
    func tombstones(of project: ProjectID, before: Int64, limit: Int) async throws -> TombstonesJSON {
        let found = try await store.tombstones(of: project, before: before, limit: limit)
        return TombstonesJSON(found, names: try await store.userNames(), isFull: found.count == limit)
    }

    /// What the rules of retention take away next.
    func due(in project: ProjectID) async throws -> [ExpiredSource] {
        try await store.expiredSources(of: project, at: .now)
    }

    private static func subject(of wish: ErasureWish) throws -> ErasureSubject {
        switch (wish.source, wish.speaker) {
        case (let source?, nil): .source(source)
        case (nil, let name?): .speaker(try FieldRules.name(name, field: "speaker", longest: longestName))
        default: throw Problem.invalid("source", "Name one of the two: a source by its number, or a speaker.")
        }
    }
}

/// What somebody asks to be erased.
struct ErasureWish: Decodable, Sendable {
    let source: SourceID?
    let speaker: String?
    let confirm: Bool?
}
