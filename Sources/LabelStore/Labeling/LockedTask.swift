internal import QuorumCore

/// A task's counters, locked until the transaction ends.
struct LockedTask {
    let id: TaskID
    let project: ProjectID
    let state: TaskState
    let answers: Int
    let leases: Int
    let wanted: Int
    let maxAnswers: Int
    /// Whether it was given out before.
    let isBegun: Bool
    /// Whether its right answer is known: it is in no order of dispatch, and its answers count for nothing but the people
    /// who give them.
    let isGold: Bool

    /// Of `task t`.
    static let columns = """
        t.id, t.project, \(LabelingTask.state), t.answers, t.leases, t.wanted, t.max_answers, COALESCE(t.turn, -1), \
        t.gold
        """
    static let width = 9

    init(_ row: Row) throws(StoreError) {
        id = try row.id(0)
        project = try row.id(1)
        state = try row.choice(2)
        answers = try row.int(3)
        leases = try row.int(4)
        wanted = try row.int(5)
        maxAnswers = try row.int(6)
        isBegun = try row.int(7) >= 0
        isGold = try row.int(8) == 1
    }

    var counters: TaskCounters { TaskCounters(state: state, answers: answers, leases: leases, wanted: wanted) }

    /// Whether one more answer may come, for somebody who was served the task before.
    var hasFreeSlot: Bool {
        if isGold { return true }
        return switch state {
        case .open: leases < wanted
        // It changes nothing any more, but informs whoever decides.
        case .contested: answers + leases < maxAnswers
        case .settled, .discarded: false
        }
    }
}

/// What changes of a task while it is answered.
struct TaskCounters {
    var state: TaskState
    var answers: Int
    /// Live assignments.
    var leases: Int
    /// How many leases may be out at once.
    var wanted: Int

    /// Whether it is offered to people who were not asked before.
    var isOffered: Bool { state == .open && leases < wanted }
}

extension Connection {
    /// - Parameter suffix: how to lock: `Dialect.forUpdate`, or the other that gives nil for a row somebody holds.
    func lockTask(_ id: TaskID, _ suffix: String) throws(StoreError) -> LockedTask? {
        try first("SELECT \(LockedTask.columns) FROM task t WHERE t.id = $1 \(suffix)", id).map(LockedTask.init)
    }

    /// Writes a task's counters. One that is offered anew goes behind all others that were begun, where everybody looks
    /// who has come past its old place.
    ///
    /// - Parameter isNewToSomebody: whether somebody may have it now who could not before, though it was offered.
    func set(
        _ task: LockedTask, to counters: TaskCounters, isNewToSomebody: Bool = false
    ) throws(StoreError) {
        let needsTurn = counters.isOffered && (!task.counters.isOffered || isNewToSomebody || !task.isBegun)
        // A task that nobody is offered has no place, but is begun.
        let turn = needsTurn ? try nextTurn(in: task.project) : task.isBegun ? nil : 0
        try run(
            """
            UPDATE task SET state = $2, answers = $3, leases = $4, wanted = $5, turn = COALESCE($6, turn) WHERE id = $1
            """, task.id, counters.state.rawValue, counters.answers, counters.leases, counters.wanted, turn)
    }

    /// The next turn; turns of one project become visible to others in their order, since the row stays locked.
    ///
    /// Whoever has the lock waits for no task after it.
    private func nextTurn(in project: ProjectID) throws(StoreError) -> Int64 {
        try one("UPDATE dispatch SET turn = turn + 1 WHERE project = $1 RETURNING turn", project).int64(0)
    }
}
