internal import QuorumCore

extension Connection {
    /// The next task of somebody: a gold one as often as the project says, else a free one.
    ///
    /// Each gold task is given to a person once, in an order of their own that nobody can foresee.
    ///
    /// - Parameter waits: whether to wait for a task that somebody else is busy with when there is no other.
    /// - Complexity: that of `freeTask`; for whoever has had nearly all gold, O(*g*) in its tasks.
    func nextTask(for person: Person, waits: Bool) throws(StoreError) -> LockedTask? {
        guard person.gold.rate > 0 else { return try freeTask(for: person, waits: waits) }
        let served = try first(
            "SELECT served FROM gold_progress WHERE project = $1 AND annotator = $2", person.project, person.id
        )?.int64(0)
        var numbers = GoldNumbers(secret: person.goldSecret, person: person.id, served: served ?? 0)
        let gold = try person.gold.draws(&numbers) ? goldTask(for: person, &numbers) : nil
        let next: LockedTask? = if let gold { gold } else { try freeTask(for: person, waits: waits) }
        guard let task = next else { return nil }
        try run(
            """
            INSERT INTO gold_progress (project, annotator, served) VALUES ($1, $2, $3)
            ON CONFLICT (project, annotator) DO UPDATE SET served = excluded.served
            """, person.project, person.id, (served ?? 0) + 1)
        return task
    }

    /// A gold task that this person was not given: the first from some place on, or else the first of all.
    private func goldTask(for person: Person, _ numbers: inout GoldNumbers) throws(StoreError) -> LockedTask? {
        let ends = try one(
            """
            SELECT COALESCE((SELECT MIN(id) FROM task WHERE project = $1 AND gold = 1), 0),
                COALESCE((SELECT MAX(id) FROM task WHERE project = $1 AND gold = 1), 0)
            """, person.project)
        let first = try numbers.place(in: ends.int64(0)...ends.int64(1))
        if let task = try goldTask(for: person, from: first) { return task }
        return try goldTask(for: person, from: 0)
    }

    private func goldTask(for person: Person, from first: Int64) throws(StoreError) -> LockedTask? {
        try self.first(
            """
            SELECT \(LockedTask.columns) FROM task t
            WHERE t.project = $1 AND t.gold = 1 AND t.id >= $3 AND t.barred <> $2
                AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task = t.id AND a.annotator = $2)
            ORDER BY t.id LIMIT 1
            """, person.project, person.id, first
        ).map(LockedTask.init)
    }
}
