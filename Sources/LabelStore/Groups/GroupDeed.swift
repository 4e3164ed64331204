package import QuorumCore

/// What an expert wants done about a group.
package struct GroupDeed: Sendable {
    package enum Verb: Sendable {
        case confirm
        case remove([TaskID])
        case split([TaskID])
        case merge([TaskGroupID])
        /// The label of all its tasks, and what went wrong, of the project's kinds of error.
        case settle(String, errors: [String])
        case dissolve
    }

    package let verb: Verb
    /// That of the group the expert has seen.
    package let revision: Int
    package let note: String

    package init(_ verb: Verb, revision: Int, note: String = "") {
        self.verb = verb
        self.revision = revision
        self.note = note
    }

    var action: GroupAct.Action {
        switch verb {
        case .confirm: .confirm
        case .remove: .remove
        case .split: .split
        case .merge: .merge
        case .settle: .settle
        case .dissolve: .dissolve
        }
    }

    /// Other groups it is about.
    var others: [TaskGroupID] {
        if case .merge(let others) = verb { others } else { [] }
    }
}

/// What came of it.
package struct GroupOutcome: Sendable, Hashable {
    package let act: GroupAct
    package let group: TaskGroup
    /// The group that was made of the tasks split off.
    package let made: TaskGroupID?
}

/// What an act changes of groups, kept with it so that it can be undone.
struct GroupChange {
    struct State {
        let group: TaskGroupID
        /// nil for a group that the act makes.
        let before: TaskGroup.State?
        var after: TaskGroup.State
    }

    struct Move {
        let task: TaskID
        /// nil for no group.
        let before: TaskGroupID?
        let after: TaskGroupID?
    }

    /// Of every group that the act is about, changed or not.
    var states: [State] = []
    var moves: [Move] = []
    var made: TaskGroupID?

    init(_ groups: [TaskGroup]) {
        states = groups.map { State(group: $0.id, before: $0.state, after: $0.state) }
    }

    mutating func set(_ group: TaskGroupID, to state: TaskGroup.State) {
        guard let index = states.firstIndex(where: { $0.group == group }) else { return }
        states[index].after = state
    }
}
