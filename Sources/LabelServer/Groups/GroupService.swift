import Consensus
import LabelStore
import QuorumCore

/// Finds tasks that look alike, and settles them by what experts say.
struct GroupService: Sendable {
    static let likenesses = 0.5...1.0
    /// How alike texts are by default: three bytes of twenty may differ.
    static let standardLikeness = 0.85
    /// Tasks of one search.
    private static let mostCompared = 100_000

    let store: LabelStore
    private let turns = KeyedLock()

    init(store: LabelStore) {
        self.store = store
    }

    func page(
        of id: ProjectID, state: TaskGroup.State?, after: TaskGroupID?, limit: Int
    ) async throws -> GroupPageJSON {
        try GroupPageJSON(
            try await store.groups(in: id, state: state, after: after, limit: limit),
            of: try await store.project(id), limit: limit, names: try await store.userNames())
    }

    func group(_ id: TaskGroupID, in project: ProjectID, after: TaskID?, limit: Int) async throws -> GroupDetailJSON {
        let (group, tasks) = try await store.group(id, in: project, after: after, limit: limit)
        return try GroupDetailJSON(
            group, tasks, of: try await store.project(project), limit: limit, names: try await store.userNames())
    }

    /// Looks for groups among the tasks that wait for a label and are in none.
    func propose(in id: ProjectID, _ draft: GroupSearchDraft, by expert: User) async throws -> GroupSearchJSON {
        let basis = try FieldRules.choice(draft.basis, field: "basis", of: TaskGroup.Basis.self)
        let likeness = draft.likeness ?? Self.standardLikeness
        guard Self.likenesses.contains(likeness) else {
            throw Problem.invalid(
                "likeness", "The field \"likeness\" is \(likeness); give 0.5 to 1, where 1 is for equal texts alone.")
        }
        let project = try await store.project(id)
        let candidates = try await store.groupCandidates(in: id, by: basis, limit: Self.mostCompared + 1)
        let compared = Array(candidates.prefix(Self.mostCompared))
        // Only transcripts and the texts that are asked about are alike without being equal.
        let isText = basis == .text || project.kind == .transcription
        let normalisation = project.policy.normalisation
        // One search at a time, since each takes a processor for seconds.
        let found = try await turns.withLock("search") {
            try await blocking {
                let keys = compared.map {
                    isText ? AnswerKey.key(for: $0.text, kind: .transcription, normalisation: normalisation) : $0.text
                }
                return SimilarTexts.groups(of: keys, likeness: isText ? likeness : 1, most: largestGroup)
            }
        }
        let made = try await store.propose(
            found.groups.map { group in group.map { compared[$0].task } }, by: basis, in: id, asked: expert.id, at: .now
        )
        return GroupSearchJSON(
            groups: made, compared: compared.count, isPartial: found.isPartial || candidates.count > compared.count)
    }

    func act(
        on id: TaskGroupID, in project: ProjectID, _ draft: GroupActDraft, by expert: User
    ) async throws -> GroupOutcomeJSON {
        let outcome = try await store.act(
            on: id, in: project, by: expert.id, try Self.deed(draft), at: .now)
        return GroupOutcomeJSON(outcome, names: try await store.userNames())
    }

    func history(of project: ProjectID, limit: Int) async throws -> [GroupActJSON] {
        let names = try await store.userNames()
        return try await store.groupActs(in: project, limit: limit).map { GroupActJSON($0, names: names) }
    }

    func undo(_ act: GroupActID, in project: ProjectID, by expert: User) async throws -> GroupOutcomeJSON {
        let outcome = try await store.undoGroupAct(act, in: project, by: expert.id, at: .now)
        return GroupOutcomeJSON(outcome, names: try await store.userNames())
    }

    private static func deed(_ draft: GroupActDraft) throws -> GroupDeed {
        try checkNumbers(draft.tasks, field: "tasks")
        try checkNumbers(draft.groups, field: "groups")
        let label = try draft.label.map { try AdjudicationService.label($0.text) }
        let errors = try AdjudicationService.errors(draft.errors)
        let verb: GroupDeed.Verb =
            switch try FieldRules.choice(draft.action, field: "action", of: GroupAct.Action.self) {
            case .confirm: .confirm
            case .dissolve: .dissolve
            case .remove: .remove(draft.tasks ?? [])
            case .split: .split(draft.tasks ?? [])
            case .merge: .merge(draft.groups ?? [])
            case .settle: .settle(try label ?? AdjudicationService.label(""), errors: errors)
            }
        return GroupDeed(
            verb, revision: draft.revision,
            note: try AdjudicationService.note(draft.note))
    }

    private static func checkNumbers<Entity>(_ numbers: [Identifier<Entity>]?, field: String) throws {
        if let wrong = numbers?.first(where: { $0.value < 1 }) {
            throw Problem.invalid(field, "The \(field) have the number \(wrong); numbers count from 1.")
        }
    }
}
