import LabelStore
import QuorumCore

/// A page of contested tasks that wait for an expert.
struct AdjudicationQueueJSON: Encodable, Sendable {
    struct Contested: Encodable, Sendable {
        let task: TaskJSON
        /// Experts whose decision stands and waits for another's.
        let opinions: Int
        /// What experts did before, in order.
        let history: [AdjudicationJSON]
    }

    let tasks: [Contested]
    /// What to give as `after` for the next page; null on the last.
    @Nullable var next: TaskID?
    /// Contested tasks of the project, also those that wait for another expert.
    let remaining: Int
    let experts: Int
    let errorKinds: [String]

    init(
        _ tasks: [ContestedTask], of project: Project, limit: Int, remaining: Int, names: UserNames
    ) throws {
        self.tasks = try tasks.map { contested in
            Contested(
                task: try TaskJSON(contested.detail, policy: project.policy, names: names),
                opinions: contested.opinions,
                history: contested.acts.map { AdjudicationJSON($0, names: names) })
        }
        next = tasks.count == limit ? tasks.last?.detail.task.id : nil
        self.remaining = remaining
        experts = project.adjudication.experts
        errorKinds = project.adjudication.errorKinds
    }
}

struct AdjudicationJSON: Encodable, Sendable {
    let id: AdjudicationID
    let task: TaskID
    let expert: String
    let action: Adjudication.Action
    @Nullable var label: String?
    @Nullable var votes: Int?
    let errors: [String]
    let note: String
    let createdAt: String
    @Nullable var undoneAt: String?
    /// The act on a group that it is part of.
    @Nullable var groupAct: GroupActID?

    init(_ adjudication: Adjudication, names: UserNames) {
        id = adjudication.id
        task = adjudication.task
        expert = names[adjudication.expert]
        action = adjudication.action
        label = adjudication.label
        votes = adjudication.votes
        errors = adjudication.errors
        note = adjudication.note
        createdAt = adjudication.createdAt.iso8601
        undoneAt = adjudication.undoneAt?.iso8601
        groupAct = adjudication.groupAct
    }
}

struct AdjudicationOutcomeJSON: Encodable, Sendable {
    let adjudication: AdjudicationJSON
    let taskState: TaskState

    init(_ outcome: AdjudicationOutcome, names: UserNames) {
        adjudication = AdjudicationJSON(outcome.adjudication, names: names)
        taskState = outcome.taskState
    }
}
