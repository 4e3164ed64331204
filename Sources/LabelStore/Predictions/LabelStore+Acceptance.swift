internal import Consensus
package import QuorumCore

/// Tasks in a transaction.
private let page = 2000

extension LabelStore {
    /// Makes labels of a model's confident predictions of tasks that nobody was given yet, but for a random share that
    /// people are asked about as ever.
    ///
    /// The last prediction of the model for a task counts. What was once drawn to be checked stays so.
    ///
    /// - Returns: with how many tasks there were. Called again after it broke off, it goes on with what is left.
    package func accept(
        _ rule: AcceptanceRule, in project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Acceptance {
        let id = try await write { (db) throws(StoreError) -> AcceptanceID in
            _ = try db.project(project)
            let id: AcceptanceID = try db.one(
                """
                INSERT INTO acceptance (project, model, threshold, checked_share, seed, manager, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """, project, rule.model, rule.threshold, rule.checkedShare, String(rule.seed), manager, at
            ).id(0)
            try db.audit(
                "predictions.accepted", "project \(project)",
                detail: "acceptance \(id) from \(rule.threshold), \(rule.checkedShare) checked", by: manager, at: at)
            return id
        }
        var last: TaskID? = TaskID(0)
        while let from = last {
            last = try await write { (db) throws(StoreError) in
                try db.acceptPage(of: id, rule, in: project, after: from, at: at)
            }
        }
        return try await acceptance(id, in: project)
    }

    /// Takes labels back that a model gave: people are asked about those tasks again.
    ///
    /// Versions that were frozen meanwhile keep what they hold.
    ///
    /// - Throws: `.notFound`, or `.conflict` when it is taken back already.
    package func undoAcceptance(
        _ id: AcceptanceID, in project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Acceptance {
        guard try await acceptance(id, in: project).undoneAt == nil else {
            throw StoreError(.conflict, "These labels have been taken back already.")
        }
        // The mark comes last: one that breaks off is simply done again.
        var isDone = false
        while !isDone {
            isDone = try await write { (db) throws(StoreError) in try db.undoPage(of: id, in: project) }
        }
        try await write { (db) throws(StoreError) in
            try db.run("UPDATE acceptance SET undone_at = $2, undone_by = $3 WHERE id = $1", id, at, manager)
            try db.audit("predictions.undone", "project \(project)", detail: "acceptance \(id)", by: manager, at: at)
        }
        return try await acceptance(id, in: project)
    }

    /// The newest first.
    package func acceptances(in project: ProjectID) async throws(StoreError) -> [Acceptance] {
        try await read { (db) throws(StoreError) in
            try db.acceptances("x.project = $1 ORDER BY x.id DESC", [project])
        }
    }

    private func acceptance(_ id: AcceptanceID, in project: ProjectID) async throws(StoreError) -> Acceptance {
        try await read { (db) throws(StoreError) in
            guard let found = try db.acceptances("x.project = $1 AND x.id = $2", [project, id]).first else {
                throw StoreError(.notFound, "The project has no acceptance \(id).")
            }
            return found
        }
    }
}

extension Connection {
    /// - Returns: the last task looked at; nil after the last page.
    fileprivate func acceptPage(
        of id: AcceptanceID, _ rule: AcceptanceRule, in project: ProjectID, after: TaskID, at: Timestamp
    ) throws(StoreError) -> TaskID? {
        let rows = try all(
            """
            SELECT t.id, p.id, p.label, p.answer_key FROM task t JOIN prediction p ON p.task = t.id
            WHERE t.project = $1 AND t.state = 'open' AND t.turn IS NULL AND t.answers = 0 AND t.id > $2
                AND p.model = $3 AND p.score >= $4
                AND p.id = (SELECT MAX(q.id) FROM prediction q WHERE q.task = t.id AND q.model = $3)
                AND NOT EXISTS (SELECT 1 FROM acceptance_task c WHERE c.task = t.id AND c.outcome = 'checked')
            ORDER BY t.id LIMIT \(page) \(dialect.forUpdate(of: "t"))
            """, project, after, rule.model, rule.threshold)
        var labels: [[SQLValue]] = []
        var outcomes: [[SQLValue]] = []
        for row in rows {
            let task: TaskID = try row.id(0)
            let isChecked = rule.checks(task)
            outcomes.append([id.sql, task.sql, row.values[1], (isChecked ? "checked" : "accepted").sql])
            guard !isChecked else { continue }
            labels.append([
                task.sql, row.values[2], row.values[3], 0.sql, 0.sql, ConsensusLabel.predicted.sql, at.sql,
            ])
            try run("UPDATE task SET state = 'settled', wanted = 0 WHERE id = $1", task)
        }
        try insert(outcomes, into: "acceptance_task", ["acceptance", "task", "prediction", "outcome"])
        try insert(
            labels, into: "consensus",
            ["task", "label", "answer_key", "support", "votes", "method", "decided_at"])
        return rows.count == page ? try rows.last?.id(0) : nil
    }

    /// - Returns: whether nothing is left.
    fileprivate func undoPage(of id: AcceptanceID, in project: ProjectID) throws(StoreError) -> Bool {
        let wanted = QuorumTally.decide(keys: [], policy: try self.project(project).policy).wanted
        let rows = try all(
            """
            SELECT t.id FROM acceptance_task c JOIN task t ON t.id = c.task
            WHERE c.acceptance = $1 AND c.outcome = 'accepted' ORDER BY t.id LIMIT \(page) \(dialect.forUpdate(of: "t"))
            """, id)
        for row in rows {
            let task: TaskID = try row.id(0)
            try run("UPDATE acceptance_task SET outcome = 'undone' WHERE acceptance = $1 AND task = $2", id, task)
            let removed = try run(
                "DELETE FROM consensus WHERE task = $1 AND method = '\(ConsensusLabel.predicted)'", task)
            guard removed == 1 else { continue }
            try run("UPDATE task SET state = 'open', wanted = $2 WHERE id = $1", task, wanted)
        }
        return rows.count < page
    }

    /// - Parameter condition: on `acceptance x`; with the order.
    fileprivate func acceptances(
        _ condition: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [Acceptance] {
        var found: [Acceptance] = []
        for row in try query(
            """
            SELECT x.id, x.model, x.threshold, x.checked_share, x.manager, x.created_at, x.undone_at,
                (SELECT COUNT(*) FROM acceptance_task c WHERE c.acceptance = x.id AND c.outcome = 'accepted'),
                (SELECT COUNT(*) FROM acceptance_task c WHERE c.acceptance = x.id AND c.outcome = 'checked')
            FROM acceptance x WHERE \(condition)
            """, arguments)
        {
            let checks = try one(
                """
                SELECT COUNT(*), COALESCE(SUM(CASE WHEN d.answer_key = p.answer_key THEN 1 ELSE 0 END), 0)
                FROM acceptance_task c JOIN consensus d ON d.task = c.task JOIN prediction p ON p.id = c.prediction
                WHERE c.acceptance = $1 AND c.outcome = 'checked'
                """, try row.int64(0))
            found.append(
                Acceptance(
                    id: try row.id(0), model: try row.text(1), threshold: try row.double(2),
                    checkedShare: try row.double(3), manager: try row.id(4), createdAt: try row.timestamp(5),
                    undoneAt: try row.optionalInt64(6).map(Timestamp.init(milliseconds:)), accepted: try row.int(7),
                    checked: try row.int(8), compared: try checks.int(0), matched: try checks.int(1)))
        }
        return found
    }
}
