import LabelStore
import QuorumCore

/// Settles contested tasks by what experts say.
struct AdjudicationService: Sendable {
    private static let longestLabel = 100_000
    private static let longestNote = 2_000
    private static let mostErrors = 20

    let store: LabelStore

    func queue(
        in id: ProjectID, for expert: User, after: TaskID?, limit: Int
    ) async throws -> AdjudicationQueueJSON {
        let project = try await store.project(id)
        let tasks = try await store.contestedTasks(in: id, for: expert.id, after: after, limit: limit)
        return try AdjudicationQueueJSON(
            tasks, of: project, limit: limit, remaining: try await store.contestedCount(in: id),
            names: try await store.userNames())
    }

    /// What this expert did, the newest first.
    func history(in project: ProjectID, of expert: User, limit: Int) async throws -> [AdjudicationJSON] {
        _ = try await store.project(project)
        let names = try await store.userNames()
        return try await store.adjudications(in: project, by: expert.id, limit: limit).map {
            AdjudicationJSON($0, names: names)
        }
    }

    func adjudicate(
        _ task: TaskID, _ draft: AdjudicationDraft, by expert: User
    ) async throws -> AdjudicationOutcomeJSON {
        let act = ExpertAct(
            try Self.verdict(draft), errors: try Self.errors(draft.errors), note: try Self.note(draft.note))
        let outcome = try await store.adjudicate(task, by: expert.id, act, at: .now)
        return AdjudicationOutcomeJSON(outcome, names: try await store.userNames())
    }

    func undo(_ adjudication: AdjudicationID, by expert: User) async throws -> AdjudicationOutcomeJSON {
        let outcome = try await store.undoAdjudication(adjudication, by: expert.id, at: .now)
        return AdjudicationOutcomeJSON(outcome, names: try await store.userNames())
    }

    static func errors(_ errors: [String]?) throws -> [String] {
        let errors = errors ?? []
        guard errors.count <= mostErrors else {
            throw Problem.invalid("errors", "\(errors.count) kinds of error are given; give at most \(mostErrors).")
        }
        return errors
    }

    static func note(_ note: String?) throws -> String {
        try FieldRules.text(note ?? "", field: "note", longest: longestNote)
    }

    /// A label of an expert's own.
    static func label(_ text: String) throws -> String {
        let label = try FieldRules.text(text, field: "label", longest: longestLabel)
        guard !FieldRules.trimmed(label).isEmpty else {
            throw Problem.invalid("label", "The label is empty; write one, or choose an answer.")
        }
        return label
    }

    private static func verdict(_ draft: AdjudicationDraft) throws -> ExpertAct.Verdict {
        switch try FieldRules.choice(draft.action, field: "action", of: Adjudication.Action.self) {
        case .decide:
            switch (draft.annotation, draft.label) {
            case (let annotation?, nil): return .choose(annotation)
            case (nil, let written?): return .write(try label(written.text))
            default:
                throw Problem.invalid(
                    "label", "Give either \"annotation\", the number of the right answer, or a \"label\" of your own.")
            }
        case .moreVotes:
            guard (draft.votes ?? 1) > 0 else {
                throw Problem.invalid("votes", "The field \"votes\" is \(draft.votes ?? 0); ask for at least 1 more.")
            }
            return .moreVotes(draft.votes)
        case .discard: return .discard
        }
    }
}
