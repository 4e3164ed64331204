internal import QuorumCore

enum AssignmentState: String {
    /// Holds a slot of its task.
    case live
    case answered
    /// Given back by the annotator, who is not offered the task again.
    case skipped
    /// Ran out without an answer.
    case expired
}

/// An assignment with its task, both locked until the transaction ends.
struct LockedAssignment {
    let assignment: Assignment
    let state: AssignmentState
    let project: ProjectID
    let task: LockedTask

    /// Whether it may become live: it holds a slot, or one is free for it.
    var canAnswer: Bool {
        state == .live || task.hasFreeSlot
    }
}

/// A task's counters, locked until the transaction ends.
struct LockedTask {
    let id: TaskID
    let project: ProjectID
    let state: TaskState
    let answers: Int
    let leases: Int
    let wanted: Int
    let maxAnswers: Int

    /// Whether one more answer may come, for somebody who was served the task before.
    var hasFreeSlot: Bool {
        switch state {
        case .open: leases < wanted
        // It changes nothing any more, but informs whoever decides.
        case .contested: answers + leases < maxAnswers
        case .settled: false
        }
    }
}

extension Connection {
    /// - Parameter suffix: how to lock: `Dialect.forUpdate`, or the other that gives nil for a row somebody holds.
    func lockTask(_ id: TaskID, _ suffix: String) throws(StoreError) -> LockedTask? {
        guard
            let row = try first(
                """
                SELECT t.project, t.state, t.answers, t.leases, t.wanted, t.max_answers FROM task t
                WHERE t.id = $1 \(suffix)
                """, id)
        else { return nil }
        return LockedTask(
            id: id, project: try row.id(0), state: try row.choice(1), answers: try row.int(2), leases: try row.int(3),
            wanted: try row.int(4), maxAnswers: try row.int(5))
    }

    /// - Throws: `.notFound`, or `.forbidden` when it is somebody else's.
    func lockAssignment(_ id: AssignmentID, of annotator: UserID) throws(StoreError) -> LockedAssignment {
        guard let owner = try first("SELECT task, annotator FROM assignment WHERE id = $1", id) else {
            throw StoreError(.notFound, "There is no assignment \(id).")
        }
        guard try owner.id(1) == annotator else {
            throw StoreError(.forbidden, "This assignment is somebody else's; take a task of your own.")
        }
        // The task first: whoever changes an assignment holds its task.
        guard let task = try lockTask(owner.id(0), dialect.forUpdate) else {
            throw StoreError(.corrupt, "The task of assignment \(id) is missing.")
        }
        let row = try one("SELECT state, expires_at FROM assignment WHERE id = $1", id)
        return LockedAssignment(
            assignment: Assignment(
                id: id, task: task.id, annotator: annotator, expiresAt: try row.timestamp(1)),
            state: try row.choice(0), project: task.project, task: task)
    }

    /// Changes an assignment's state and its task's count of leases with it.
    func move(_ locked: LockedAssignment, to state: AssignmentState, expiresAt: Timestamp) throws(StoreError) {
        try run(
            "UPDATE assignment SET state = $2, expires_at = $3 WHERE id = $1", locked.assignment.id, state.rawValue,
            expiresAt)
        let change = (state == .live ? 1 : 0) - (locked.state == .live ? 1 : 0)
        if change != 0 {
            try run("UPDATE task SET leases = $2 WHERE id = $1", locked.task.id, locked.task.leases + change)
        }
    }
}
