package import QuorumCore

extension LabelStore {
    /// Hands an annotator a task, or the one again that they hold.
    ///
    /// No more slots of a task are out at once than could settle it, so that few answers are asked for in vain.
    /// A slot whose lease ran out goes back first.
    ///
    /// - Returns: nil when nothing is left for them.
    package func serve(
        project: ProjectID, to annotator: UserID, lease: Duration, at: Timestamp
    ) async throws(StoreError) -> ServedTask? {
        try await write { (db) throws(StoreError) in
            // Two requests of one person would each be given a slot.
            guard try db.first("SELECT id FROM account WHERE id = $1 \(db.dialect.forUpdate)", annotator) != nil else {
                throw StoreError(.notFound, "There is no user \(annotator).")
            }
            let expiresAt = at.advanced(by: lease)
            if let held = try db.heldTask(of: annotator, in: project, until: expiresAt) { return held }
            try db.expireLeases(in: project, at: at)
            guard let task = try db.freeTask(in: project, for: annotator) else { return nil }
            let assignment: AssignmentID = try db.one(
                """
                INSERT INTO assignment (project, task, annotator, state, created_at, expires_at)
                VALUES ($1, $2, $3, 'live', $4, $5)
                ON CONFLICT (task, annotator) DO UPDATE SET state = 'live', expires_at = excluded.expires_at
                RETURNING id
                """, project, task, annotator, at, expiresAt
            ).id(0)
            try db.run("UPDATE task SET leases = leases + 1 WHERE id = $1", task)
            return try db.served(
                Assignment(id: assignment, task: task, annotator: annotator, expiresAt: expiresAt))
        }
    }

    /// Extends a lease; one that ran out comes back to life while its slot is free.
    ///
    /// - Throws: `.leaseExpired` when the slot went to somebody else, `.taskClosed` when no more answers are taken.
    package func renew(
        _ id: AssignmentID, by annotator: UserID, lease: Duration, at: Timestamp
    ) async throws(StoreError) -> Assignment {
        try await write { (db) throws(StoreError) in
            let locked = try db.lockAssignment(id, of: annotator)
            guard locked.state != .answered else {
                throw StoreError(.conflict, "This assignment is answered; take the next one.")
            }
            guard locked.canAnswer else { throw locked.refusal }
            if locked.state != .live, try db.holdsTask(annotator, in: locked.project) {
                throw StoreError(.leaseExpired, "Your time for this task ran out and you hold another one now.")
            }
            let expiresAt = at.advanced(by: lease)
            try db.move(locked, to: .live, expiresAt: expiresAt)
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
                try db.move(locked, to: .skipped, expiresAt: locked.assignment.expiresAt)
                try db.audit("task.skipped", "task \(locked.task.id)", by: annotator, at: at)
            }
        }
    }
}

extension LockedAssignment {
    /// Why no answer is taken.
    var refusal: StoreError {
        switch task.state {
        case .open:
            StoreError(
                .leaseExpired, "Your time for this task ran out and others were asked instead; take the next one.")
        case .settled, .contested:
            StoreError(.taskClosed, "This task has been decided in the meantime; take the next one.")
        }
    }
}

extension Connection {
    fileprivate func holdsTask(_ annotator: UserID, in project: ProjectID) throws(StoreError) -> Bool {
        try first(
            "SELECT 1 FROM assignment WHERE project = $1 AND annotator = $2 AND state = 'live'", project, annotator)
            != nil
    }

    /// The task an annotator holds, its lease extended. One that is no longer open is let go.
    fileprivate func heldTask(
        of annotator: UserID, in project: ProjectID, until expiresAt: Timestamp
    ) throws(StoreError) -> ServedTask? {
        guard
            let row = try first(
                "SELECT id FROM assignment WHERE project = $1 AND annotator = $2 AND state = 'live'", project, annotator
            )
        else { return nil }
        let locked = try lockAssignment(row.id(0), of: annotator)
        guard locked.state == .live else { return nil }
        guard locked.task.state == .open else {
            try move(locked, to: .expired, expiresAt: locked.assignment.expiresAt)
            return nil
        }
        try move(locked, to: .live, expiresAt: expiresAt)
        return try served(
            Assignment(id: locked.assignment.id, task: locked.task.id, annotator: annotator, expiresAt: expiresAt))
    }

    /// Takes back the slots whose leases ran out, but for tasks that somebody is busy with just now.
    fileprivate func expireLeases(in project: ProjectID, at: Timestamp) throws(StoreError) {
        for row in try all(
            """
            SELECT id, task FROM assignment WHERE project = $1 AND state = 'live' AND expires_at <= $2
            ORDER BY task LIMIT 100
            """, project, at)
        {
            guard let task = try lockTask(row.id(1), dialect.forUpdateSkippingLocked) else { continue }
            let expired = try run(
                "UPDATE assignment SET state = 'expired' WHERE id = $1 AND state = 'live' AND expires_at <= $2",
                row.int64(0), at)
            try run("UPDATE task SET leases = $2 WHERE id = $1", task.id, task.leases - expired)
        }
    }

    /// The first open task with a free slot that this person has neither answered nor skipped, locked.
    fileprivate func freeTask(in project: ProjectID, for annotator: UserID) throws(StoreError) -> TaskID? {
        // Waiting as well finds a task that only seemed taken because somebody held its row for a moment.
        let locks = dialect.forUpdate.isEmpty ? [""] : [dialect.forUpdateSkippingLocked, dialect.forUpdate]
        for lock in locks {
            if let row = try first(
                """
                SELECT t.id FROM task t
                WHERE t.project = $1 AND t.state = 'open' AND t.leases < t.wanted
                  AND NOT EXISTS (SELECT 1 FROM assignment a
                                  WHERE a.task = t.id AND a.annotator = $2 AND a.state <> 'expired')
                ORDER BY t.id LIMIT 1 \(lock)
                """, project, annotator)
            {
                return try row.id(0)
            }
        }
        return nil
    }

    fileprivate func served(_ assignment: Assignment) throws(StoreError) -> ServedTask {
        let row = try one(
            """
            SELECT \(LabelingTask.columns), \(Chunk.columns), \(Source.columns)
            FROM task t JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source WHERE t.id = $1
            """, assignment.task)
        return ServedTask(
            assignment: assignment, task: try LabelingTask(row), chunk: try Chunk(row.from(LabelingTask.width)),
            source: try Source(row.from(LabelingTask.width + Chunk.width)))
    }
}
