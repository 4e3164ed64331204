package import QuorumCore

/// How somebody is served.
package struct Serving: Sendable {
    /// How long a task is theirs without a sign of life.
    package let lease: Duration
    /// Whether they hold the task after the current one as well, so that it is there when they come to it.
    package let isAhead: Bool

    package init(lease: Duration, isAhead: Bool = false) {
        self.lease = lease
        self.isAhead = isAhead
    }

    /// How many tasks are held at once.
    var places: Int { isAhead ? 2 : 1 }
}

extension LabelStore {
    /// Hands an annotator tasks: those they hold, and new ones for the places that are free.
    ///
    /// No more slots of a task are out at once than could settle it, so that few answers are asked for in vain. Tasks
    /// that were begun come first, those longest free before others; then the project's order.
    ///
    /// - Returns: the task to answer now, and the one after it where `serving` asks for it; empty when nothing is left.
    package func serve(
        project: ProjectID, to annotator: UserID, _ serving: Serving, at: Timestamp
    ) async throws(StoreError) -> [ServedTask] {
        while true {
            let (served, expired) = try await write { (db) throws(StoreError) in
                let person = try db.lockPerson(annotator, in: project)
                guard !person.isPaused else { throw StoreError.paused }
                let expired = try db.expireLeases(in: project, at: at)
                // Whoever has taken turns waits for no task.
                return (try db.serve(person, serving, waits: expired == 0, at: at), expired)
            }
            if !served.isEmpty || expired == 0 { return served }
        }
    }

    /// Extends the leases of somebody who works on a task; one that ran out comes back to life while its slot is free.
    ///
    /// - Throws: `.leaseExpired` when the slot went to somebody else, `.taskClosed` when no more answers are taken.
    package func renew(
        _ id: AssignmentID, by annotator: UserID, lease: Duration, at: Timestamp
    ) async throws(StoreError) -> Assignment {
        try await write { (db) throws(StoreError) in
            guard try !db.lockPerson(annotator, ofAssignment: id).isPaused else { throw StoreError.paused }
            let locked = try db.lockAssignment(id, of: annotator)
            guard locked.state != .answered else {
                throw StoreError(.conflict, "This assignment is answered; take the next one.")
            }
            guard locked.canAnswer else { throw locked.refusal }
            let expiresAt = at.advanced(by: lease)
            if locked.state == .live {
                try db.extend(of: annotator, in: locked.task.project, until: expiresAt)
            } else {
                try db.revive(locked, until: expiresAt)
            }
            return Assignment(id: id, task: locked.task.id, annotator: annotator, expiresAt: expiresAt)
        }
    }

    /// Gives a slot back; this person is not offered the task again.
    package func skip(_ id: AssignmentID, by annotator: UserID, at: Timestamp) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            let locked = try db.lockAssignment(id, of: annotator)
            switch locked.state {
            case .answered: throw StoreError(.conflict, "This assignment is answered; it cannot be skipped any more.")
            case .skipped: return
            case .live, .expired:
                try db.set(id, to: .skipped)
                if locked.state == .live { try db.giveBack(locked.task) }
                try db.audit("task.skipped", "task \(locked.task.id)", by: annotator, at: at)
            }
        }
    }
}

extension Connection {
    /// Extends all leases somebody holds.
    func extend(of annotator: UserID, in project: ProjectID, until expiresAt: Timestamp) throws(StoreError) {
        try run(
            "UPDATE assignment SET expires_at = $3 WHERE project = $1 AND annotator = $2 AND state = 'live'", project,
            annotator, expiresAt)
    }

    /// Takes back one lease of a task.
    ///
    /// - Parameter isNewToSomebody: whether the one who held it may have the task again.
    func giveBack(_ task: LockedTask, isNewToSomebody: Bool = false) throws(StoreError) {
        guard !task.isGold else { return }
        var counters = task.counters
        counters.leases -= 1
        try set(task, to: counters, isNewToSomebody: isNewToSomebody)
    }

    /// Makes a lease live again that ran out or was given back, its slot being free.
    fileprivate func revive(_ locked: LockedAssignment, until expiresAt: Timestamp) throws(StoreError) {
        let held = try first(
            "SELECT 1 FROM assignment WHERE project = $1 AND annotator = $2 AND state = 'live'", locked.task.project,
            locked.assignment.annotator)
        guard held == nil else {
            throw StoreError(.leaseExpired, "Your time for this task ran out and you hold another one now.")
        }
        try run(
            "UPDATE assignment SET state = 'live', place = 0, expires_at = $2 WHERE id = $1", locked.assignment.id,
            expiresAt)
        guard !locked.task.isGold else { return }
        var counters = locked.task.counters
        counters.leases += 1
        try set(locked.task, to: counters)
    }

    /// Takes back slots whose leases ran out, but for tasks that somebody is busy with just now.
    ///
    /// - Returns: how many.
    func expireLeases(in project: ProjectID, at: Timestamp) throws(StoreError) -> Int {
        var freed: [TaskID] = []
        for row in try all(
            """
            SELECT id, task FROM assignment WHERE project = $1 AND state = 'live' AND expires_at <= $2
            ORDER BY expires_at, id LIMIT 50 \(dialect.forUpdateSkippingLocked)
            """, project, at)
        {
            guard let task = try lockTask(row.id(1), dialect.forUpdateSkippingLocked) else { continue }
            try set(row.id(0), to: .expired)
            freed.append(task.id)
        }
        // Only then the turns, since whoever takes one waits for nothing more. A task may be there twice.
        for id in freed {
            guard let task = try lockTask(id, dialect.forUpdate) else { continue }
            try giveBack(task, isNewToSomebody: true)
        }
        return freed.count
    }
}
