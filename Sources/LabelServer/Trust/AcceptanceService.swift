import LabelStore
import QuorumCore

/// Takes what a model is sure of for labels, and takes that back.
struct AcceptanceService: Sendable {
    private static let longestName = 200
    /// The share that people check if nothing is said.
    private static let standardShare = 0.1

    let store: LabelStore

    func acceptances(in project: ProjectID) async throws -> [Acceptance] {
        try await store.acceptances(in: project)
    }

    func accept(_ draft: AcceptanceDraft, in project: ProjectID, by manager: User) async throws -> Acceptance {
        let rule = AcceptanceRule(
            model: try FieldRules.name(draft.model, field: "model", longest: Self.longestName),
            threshold: try Self.share(draft.threshold, field: "threshold"),
            checkedShare: try Self.share(draft.checkedShare ?? Self.standardShare, field: "checked_share"),
            seed: draft.seed?.value ?? UInt64.random(in: 0...UInt64(UInt32.max)))
        return try await store.accept(rule, in: project, by: manager.id, at: .now)
    }

    func undo(_ acceptance: AcceptanceID, in project: ProjectID, by manager: User) async throws -> Acceptance {
        try await store.undoAcceptance(acceptance, in: project, by: manager.id, at: .now)
    }

    private static func share(_ value: Double, field: String) throws -> Double {
        guard (0...1).contains(value) else {
            throw Problem.invalid(field, "The \(field) is \(value); give a number from 0 to 1.")
        }
        return value
    }
}

/// An acceptance that somebody asks for.
struct AcceptanceDraft: Decodable, Sendable {
    let model: String
    let threshold: Double
    let checkedShare: Double?
    let seed: Seed?
}
