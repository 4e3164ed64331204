import LabelStore
import QuorumCore

struct GroupJSON: Encodable, Sendable {
    let id: TaskGroupID
    let basis: TaskGroup.Basis
    let state: TaskGroup.State
    /// What an act on the group as it is has to give.
    let revision: Int
    let tasks: Int
    let createdAt: String

    init(_ group: TaskGroup) {
        id = group.id
        basis = group.basis
        state = group.state
        revision = group.revision
        tasks = group.taskCount
        createdAt = group.createdAt.iso8601
    }
}

struct GroupPageJSON: Encodable, Sendable {
    struct Summary: Encodable, Sendable {
        let group: GroupJSON
        /// Its first task.
        let example: TaskJSON
        /// Tasks that wait for a label.
        let waiting: Int
    }

    let groups: [Summary]
    /// What to give as `after` for the next page; null on the last.
    @Nullable var next: TaskGroupID?

    init(_ summaries: [GroupSummary], of project: Project, limit: Int, names: UserNames) throws {
        groups = try summaries.map {
            Summary(
                group: GroupJSON($0.group), example: try TaskJSON($0.example, policy: project.policy, names: names),
                waiting: $0.waiting)
        }
        next = summaries.count == limit ? summaries.last?.group.id : nil
    }
}

struct GroupDetailJSON: Encodable, Sendable {
    let group: GroupJSON
    let tasks: [TaskJSON]
    /// What to give as `after` for the next page; null on the last.
    @Nullable var next: TaskID?

    init(_ group: TaskGroup, _ tasks: [TaskDetail], of project: Project, limit: Int, names: UserNames) throws {
        self.group = GroupJSON(group)
        self.tasks = try tasks.map { try TaskJSON($0, policy: project.policy, names: names) }
        next = tasks.count == limit ? tasks.last?.task.id : nil
    }
}

/// What a search for groups found.
struct GroupSearchJSON: Encodable, Sendable {
    /// The new groups.
    let groups: [TaskGroupID]
    /// Tasks that were compared.
    let compared: Int
    /// Whether there are more tasks than one search compares.
    let isPartial: Bool
}

struct GroupActJSON: Encodable, Sendable {
    let id: GroupActID
    let group: TaskGroupID
    let expert: String
    let action: GroupAct.Action
    @Nullable var label: String?
    /// Tasks that were moved or labeled.
    let tasks: Int
    let note: String
    let createdAt: String
    @Nullable var undoneAt: String?

    init(_ act: GroupAct, names: UserNames) {
        id = act.id
        group = act.group
        expert = names[act.expert]
        action = act.action
        label = act.label
        tasks = act.taskCount
        note = act.note
        createdAt = act.createdAt.iso8601
        undoneAt = act.undoneAt?.iso8601
    }
}

struct GroupOutcomeJSON: Encodable, Sendable {
    let act: GroupActJSON
    let group: GroupJSON
    /// The group of the tasks that were split off.
    @Nullable var made: TaskGroupID?

    init(_ outcome: GroupOutcome, names: UserNames) {
        act = GroupActJSON(outcome.act, names: names)
        group = GroupJSON(outcome.group)
        made = outcome.made
    }
}
