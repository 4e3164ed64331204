internal import QuorumCore

/// How many tasks are looked at together.
private let page = 16
/// How many pages of begun tasks are looked at before a fresh one is given.
private let pages = 16

extension Connection {
    /// An open task with a free slot that this person may have and was not asked before, locked.
    ///
    /// Begun tasks stand in the order of their turns. A person's own place in that order only moves forward: a task
    /// behind it is not for them, or it would have got a new turn. So each turn is looked at once for each person who
    /// had the task, and nothing is looked at twice.
    ///
    /// - Parameter waits: whether to wait for a task that somebody else is busy with when there is no other.
    /// - Complexity: O(log *n*) for *n* tasks, amortised over the answers of a task.
    func freeTask(for person: Person, waits: Bool) throws(StoreError) -> LockedTask? {
        let lock = dialect.forUpdateSkippingLocked
        if let task = try begunTask(for: person, pages: pages, lock) { return task }
        if let task = try freshTask(for: person, lock) { return task }
        if let task = try begunTask(for: person, pages: .max, lock) { return task }
        guard waits, !dialect.isExclusive else { return nil }
        // What seemed taken may only have been held for a moment.
        if let task = try begunTask(for: person, pages: .max, dialect.forUpdate) { return task }
        return try freshTask(for: person, dialect.forUpdate)
    }

    private func begunTask(for person: Person, pages: Int, _ lock: String) throws(StoreError) -> LockedTask? {
        var turn =
            try first(
                "SELECT turn FROM dispatch_progress WHERE project = $1 AND annotator = $2", person.project, person.id
            )?.int64(0) ?? 0
        for _ in 0..<pages {
            let look = try lookAtBegunTasks(after: turn, for: person)
            if let task = try lockFirst(of: look.candidates, for: person, lock) { return task }
            guard look.candidates.isEmpty, look.isFull else { return nil }
            turn = look.last
            try run(
                """
                INSERT INTO dispatch_progress (project, annotator, turn) VALUES ($1, $2, $3)
                ON CONFLICT (project, annotator) DO UPDATE SET turn = excluded.turn
                """, person.project, person.id, turn)
        }
        return nil
    }

    /// A page of begun tasks with free slots.
    ///
    /// - Returns: those that are for this person, the last turn of the page, and whether there may be more after it.
    private func lookAtBegunTasks(
        after turn: Int64, for person: Person
    ) throws(StoreError) -> (candidates: [LockedTask], last: Int64, isFull: Bool) {
        // A subquery rather than a join: nothing but a look at the one row it is about.
        let rows = try all(
            """
            SELECT CASE WHEN t.barred = $2 OR COALESCE(
                    (SELECT a.state FROM assignment a WHERE a.task = t.id AND a.annotator = $2), 'expired'
                ) <> 'expired' THEN 1 ELSE 0 END, t.turn, \(LockedTask.columns)
            FROM task t
            WHERE t.project = $1 AND t.turn IS NOT NULL AND t.state = 'open' AND t.leases < t.wanted AND t.turn > $3
            ORDER BY t.turn LIMIT $4
            """, person.project, person.id, turn, page)
        var candidates: [LockedTask] = []
        for row in rows where try row.int(0) == 0 { candidates.append(try LockedTask(row.from(2))) }
        return (candidates, try rows.last?.int64(1) ?? turn, rows.count == page)
    }

    /// The first of several tasks that is still free once it is locked.
    private func lockFirst(
        of candidates: [LockedTask], for person: Person, _ lock: String
    ) throws(StoreError) -> LockedTask? {
        // Alone in the database, all are as they were just read.
        if dialect.isExclusive { return candidates.first }
        for candidate in candidates {
            guard let task = try lockTask(candidate.id, lock), task.counters.isOffered else { continue }
            return task
        }
        return nil
    }

    /// The first task in the project's order that nobody was given yet: one of everybody's, or of another's uploads.
    private func freshTask(for person: Person, _ lock: String) throws(StoreError) -> LockedTask? {
        guard person.hasBarredTasks else { return try freshTask(in: person.project, barred: 0, lock)?.task }
        var first: (task: LockedTask, position: Int64)?
        for barred in try barredAccounts(in: person.project) where barred != person.id.value {
            guard let task = try freshTask(in: person.project, barred: barred, lock) else { continue }
            if task.position < first?.position ?? .max { first = task }
        }
        return first?.task
    }

    private func freshTask(
        in project: ProjectID, barred: Int64, _ lock: String
    ) throws(StoreError) -> (task: LockedTask, position: Int64)? {
        guard
            let row = try first(
                """
                SELECT \(LockedTask.columns), t.position FROM task t
                WHERE t.project = $1 AND t.barred = $2 AND t.turn IS NULL AND t.state = 'open'
                ORDER BY t.position, t.id LIMIT 1 \(lock)
                """, project, barred)
        else { return nil }
        return (try LockedTask(row), try row.int64(LockedTask.width))
    }

    /// Whose uploads have fresh tasks: few, each found by a step over the index.
    private func barredAccounts(in project: ProjectID) throws(StoreError) -> [Int64] {
        var accounts: [Int64] = []
        while let row = try first(
            """
            SELECT t.barred FROM task t
            WHERE t.project = $1 AND t.barred > $2 AND t.turn IS NULL AND t.state = 'open' ORDER BY t.barred LIMIT 1
            """, project, accounts.last ?? -1)
        {
            accounts.append(try row.int64(0))
        }
        return accounts
    }
}
