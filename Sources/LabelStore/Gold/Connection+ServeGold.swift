internal import QuorumCore

extension Connection {
    /// The next task of somebody: a gold one as often as the project says, else a free one.
    ///
    /// Each gold task is given to a person once. Nothing tells it from another.
    ///
    /// - Parameter waits: whether to wait for a task that somebody else is busy with when there is no other.
    /// - Complexity: that of `freeTask`; for whoever has had all gold, O(*g*) in its tasks.
    func nextTask(for person: Person, waits: Bool) throws(StoreError) -> LockedTask? {
        guard person.gold.rate > 0 else { return try freeTask(for: person, waits: waits) }
        let row = try first(
            "SELECT served, last_task FROM gold_progress WHERE project = $1 AND annotator = $2", person.project,
            person.id)
        var (served, last): (Int64, Int64) = (0, 0)
        if let row { (served, last) = (try row.int64(0), try row.int64(1)) }
        let isDrawn = person.gold.draws(seed: person.seed, person: person.id, served: served)
        let gold = try isDrawn ? goldTask(for: person, after: last) : nil
        let next: LockedTask? = if let gold { gold } else { try freeTask(for: person, waits: waits) }
        guard let task = next else { return nil }
        try run(
            """
            INSERT INTO gold_progress (project, annotator, served, last_task) VALUES ($1, $2, $3, $4)
            ON CONFLICT (project, annotator) DO UPDATE SET served = excluded.served, last_task = excluded.last_task
            """, person.project, person.id, served + 1, gold?.id.value ?? last)
        return task
    }

    /// The first gold task after the last one that this person was not given; at the end of them, one that became gold
    /// behind it.
    private func goldTask(for person: Person, after last: Int64) throws(StoreError) -> LockedTask? {
        if let task = try goldTask(for: person, from: last + 1) { return task }
        return last == 0 ? nil : try goldTask(for: person, from: 0)
    }

    private func goldTask(for person: Person, from first: Int64) throws(StoreError) -> LockedTask? {
        try self.first(
            """
            SELECT \(LockedTask.columns) FROM task t
            WHERE t.project = $1 AND t.gold = 1 AND t.id >= $3
                AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task = t.id AND a.annotator = $2)
            ORDER BY t.id LIMIT 1
            """, person.project, person.id, first
        ).map(LockedTask.init)
    }
}
