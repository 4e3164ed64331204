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
    let task: LockedTask

    /// Whether it may become live: it holds a slot, or one is free for it.
    var canAnswer: Bool {
        state == .live || task.hasFreeSlot
    }

    /// Why no answer is taken.
    var refusal: StoreError {
        switch task.state {
        case .open:
            StoreError(
                .leaseExpired, "Your time for this task ran out and others were asked instead; take the next one.")
        case .settled, .contested, .discarded:
            StoreError(.taskClosed, "This task has been decided in the meantime; take the next one.")
        }
    }
}

extension Connection {
    /// - Throws: `.notFound`, or `.forbidden` when it is somebody else's.
    func lockAssignment(_ id: AssignmentID, of annotator: UserID) throws(StoreError) -> LockedAssignment {
        // Whoever changes an assignment holds its task, so only that is locked.
        guard
            let row = try first(
                """
                SELECT a.annotator, a.state, a.expires_at, \(LockedTask.columns)
                FROM assignment a JOIN task t ON t.id = a.task WHERE a.id = $1 \(dialect.forUpdate(of: "t"))
                """, id)
        else {
            throw StoreError(.notFound, "There is no assignment \(id).")
        }
        guard try row.id(0) == annotator else {
            throw StoreError(.forbidden, "This assignment is somebody else's; take a task of your own.")
        }
        let task = try LockedTask(row.from(3))
        // What was read beside a row that had to be waited for is older than the row.
        let own =
            dialect.isExclusive ? row.from(1) : try one("SELECT state, expires_at FROM assignment WHERE id = $1", id)
        return LockedAssignment(
            assignment: Assignment(id: id, task: task.id, annotator: annotator, expiresAt: try own.timestamp(1)),
            state: try own.choice(0), task: task)
    }

    func set(_ id: AssignmentID, to state: AssignmentState) throws(StoreError) {
        try run("UPDATE assignment SET state = $2 WHERE id = $1", id, state.rawValue)
    }
}
