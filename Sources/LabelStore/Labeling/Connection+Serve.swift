internal import QuorumCore

extension Connection {
    /// The tasks somebody holds, their leases extended, and new ones for the places that are free.
    ///
    /// - Parameter waits: whether to wait for a task that somebody else is busy with when there is no other.
    func serve(
        _ person: Person, _ serving: Serving, waits: Bool, at: Timestamp
    ) throws(StoreError) -> [ServedTask] {
        guard !person.isPaused else { return [] }
        let expiresAt = at.advanced(by: serving.lease)
        var held = try heldAssignments(of: person, until: expiresAt)
        for place in 0..<serving.places where held.count < serving.places {
            guard !held.contains(where: { $0.place == place }) else { continue }
            guard let task = try nextTask(for: person, waits: waits && held.isEmpty) else { break }
            held.append((try grant(task, to: person, place: place, until: expiresAt, at: at), place))
        }
        var served: [ServedTask] = []
        for (assignment, _) in held.prefix(serving.places) { served.append(try self.served(assignment, to: person)) }
        return served
    }

    /// The longest held first. Those whose task is decided are let go.
    private func heldAssignments(
        of person: Person, until expiresAt: Timestamp
    ) throws(StoreError) -> [(assignment: Assignment, place: Int)] {
        let rows = try all(
            """
            SELECT a.id, a.task, a.place, CASE WHEN t.gold = 1 THEN 'open' ELSE t.state END
            FROM assignment a JOIN task t ON t.id = a.task
            WHERE a.project = $1 AND a.annotator = $2 AND a.state = 'live' ORDER BY a.created_at, a.id
            """, person.project, person.id)
        guard !rows.isEmpty else { return [] }
        try extend(of: person.id, in: person.project, until: expiresAt)
        var held: [(assignment: Assignment, place: Int)] = []
        for row in rows {
            if try row.text(3) == TaskState.open.rawValue {
                let assignment = Assignment(
                    id: try row.id(0), task: try row.id(1), annotator: person.id, expiresAt: expiresAt)
                held.append((assignment, try row.int(2)))
            } else {
                let locked = try lockAssignment(row.id(0), of: person.id)
                guard locked.state == .live else { continue }
                try set(locked.assignment.id, to: .expired)
                try giveBack(locked.task, isNewToSomebody: true)
            }
        }
        return held
    }

    private func grant(
        _ task: LockedTask, to person: Person, place: Int, until expiresAt: Timestamp, at: Timestamp
    ) throws(StoreError) -> Assignment {
        let suggestion = try person.seesPredictions ? lastPrediction(of: task.id)?.id : nil
        let id: AssignmentID = try one(
            """
            INSERT INTO assignment (project, task, annotator, state, created_at, expires_at, place, prediction)
            VALUES ($1, $2, $3, 'live', $4, $5, $6, $7)
            ON CONFLICT (task, annotator) DO UPDATE SET state = 'live', created_at = excluded.created_at,
                expires_at = excluded.expires_at, place = excluded.place, prediction = excluded.prediction
            RETURNING id
            """, person.project, task.id, person.id, at, expiresAt, place, suggestion
        ).id(0)
        guard !task.isGold else { return Assignment(id: id, task: task.id, annotator: person.id, expiresAt: expiresAt) }
        var counters = task.counters
        counters.leases += 1
        try set(task, to: counters)
        return Assignment(id: id, task: task.id, annotator: person.id, expiresAt: expiresAt)
    }

    private func served(_ assignment: Assignment, to person: Person) throws(StoreError) -> ServedTask {
        let row = try one(
            """
            SELECT \(LabelingTask.columns), \(Chunk.columns), \(Source.columns)
            FROM task t JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source WHERE t.id = $1
            """, assignment.task)
        return ServedTask(
            assignment: assignment, kind: person.kind, task: try LabelingTask(row),
            chunk: try Chunk(row.from(LabelingTask.width)),
            source: try Source(row.from(LabelingTask.width + Chunk.width)),
            suggestion: try person.seesPredictions ? suggestion(with: assignment.id) : nil)
    }
}
