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
    /// - Returns: with how many tasks there were; fewer when it was taken back meanwhile. Called again after it broke off,
    ///   it goes on with what is left.
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
    /// Answers that came meanwhile count. Versions that were frozen meanwhile keep what they hold. Called again after it
    /// broke off, it goes on with what is left.
    ///
    /// - Throws: `.notFound`, or `.conflict` when all is taken back already.
    package func undoAcceptance(
        _ id: AcceptanceID, in project: ProjectID, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Acceptance {
        let before = try await acceptance(id, in: project)
        guard before.undoneAt == nil || before.accepted > 0 else {
            throw StoreError(.conflict, "These labels have been taken back already.")
        }
        // The mark comes first: who is still accepting stops at it.
        try await write { (db) throws(StoreError) in
            guard
                try db.run(
                    "UPDATE acceptance SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL", id, at,
                    manager) == 1
            else { return }
            try db.audit("predictions.undone", "project \(project)", detail: "acceptance \(id)", by: manager, at: at)
        }
        var last: TaskID? = TaskID(0)
        while let from = last {
            last = try await write { (db) throws(StoreError) in
                try db.undoPage(of: id, in: db.project(project), after: from, at: at)
            }
        }
        return try await acceptance(id, in: project)
    }

    /// The newest first.
    package func acceptances(in project: ProjectID) async throws(StoreError) -> [Acceptance] {
        try await read { (db) throws(StoreError) in
            let match = AnswerMatch(try db.project(project).policy)
            return try db.acceptances("x.project = $1 ORDER BY x.id DESC", [project], by: match)
        }
    }

    private func acceptance(_ id: AcceptanceID, in project: ProjectID) async throws(StoreError) -> Acceptance {
        try await read { (db) throws(StoreError) in
            let match = AnswerMatch(try db.project(project).policy)
            guard let found = try db.acceptances("x.project = $1 AND x.id = $2", [project, id], by: match).first else {
                throw StoreError(.notFound, "The project has no acceptance \(id).")
            }
            return found
        }
    }
}

extension Connection {
    /// - Returns: the last task looked at; nil after the last page, and when the acceptance is taken back.
    fileprivate func acceptPage(
        of id: AcceptanceID, _ rule: AcceptanceRule, in project: ProjectID, after: TaskID, at: Timestamp
    ) throws(StoreError) -> TaskID? {
        let isUndone = try one("SELECT undone_at FROM acceptance WHERE id = $1 \(dialect.forUpdate)", id)
        guard isUndone.isNull(0) else { return nil }
        let rows = try all(
            """
            SELECT t.id, p.id, p.label, p.answer_key FROM task t JOIN prediction p ON p.task = t.id
            WHERE t.project = $1 AND t.state = 'open' AND t.discarded = 0 AND t.id > $2
                AND t.turn IS NULL AND t.answers = 0
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
            outcomes.append([id.sql, task.sql, row[1], (isChecked ? "checked" : "accepted").sql])
            guard !isChecked else { continue }
            labels.append([
                task.sql, row[2], row[3], 0.sql, 0.sql, ConsensusLabel.predicted.sql, at.sql,
            ])
            try run("UPDATE task SET state = 'settled', wanted = 0 WHERE id = $1", task)
        }
        try insert(outcomes, into: "acceptance_task", ["acceptance", "task", "prediction", "outcome"])
        try insert(
            labels, into: "consensus",
            ["task", "label", "answer_key", "support", "votes", "method", "decided_at"])
        return rows.count == page ? try rows.last?.id(0) : nil
    }

    /// - Returns: the last task looked at; nil after the last page.
    fileprivate func undoPage(
        of id: AcceptanceID, in project: Project, after: TaskID, at: Timestamp
    ) throws(StoreError) -> TaskID? {
        var ids: [TaskID] = []
        for row in try all(
            """
            SELECT task FROM acceptance_task WHERE acceptance = $1 AND task > $2 AND outcome = 'accepted'
            ORDER BY task LIMIT \(page)
            """, id, after)
        { ids.append(try row.id(0)) }
        let tasks = try lockTasks(ids)
        let wanted = QuorumTally.decide(keys: [], policy: project.policy).wanted
        var events: [AuditEntry] = []
        for task in ids.compactMap({ tasks[$0] }) {
            try run("UPDATE acceptance_task SET outcome = 'undone' WHERE acceptance = $1 AND task = $2", id, task.id)
            let removed = try run(
                "DELETE FROM consensus WHERE task = $1 AND method = '\(ConsensusLabel.predicted)'", task.id)
            guard removed == 1 else { continue }
            if task.isBegun {
                try decideAnew(task, more: 0, in: project, events: &events, at: at)
            } else {
                try run("UPDATE task SET state = 'open', wanted = $2 WHERE id = $1", task.id, wanted)
            }
        }
        try audit(events, at: at)
        return ids.count == page ? ids.last : nil
    }

    /// - Parameters:
    ///   - condition: on `acceptance x`; with the order.
    ///   - match: tells whether a label is what the model said.
    fileprivate func acceptances(
        _ condition: String, _ arguments: [any SQLConvertible], by match: AnswerMatch
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
            let (compared, matched) = try checks(of: row.id(0), by: match)
            found.append(
                Acceptance(
                    id: try row.id(0), model: try row.text(1), threshold: try row.double(2),
                    checkedShare: try row.double(3), manager: try row.id(4), createdAt: try row.timestamp(5),
                    undoneAt: try row.optionalInt64(6).map(Timestamp.init(milliseconds:)), accepted: try row.int(7),
                    checked: try row.int(8), compared: compared, matched: matched))
        }
        return found
    }

    /// How many of the tasks drawn to be checked have a label that people gave, and how many of these are as the model
    /// said.
    private func checks(of id: AcceptanceID, by match: AnswerMatch) throws(StoreError) -> (all: Int, matched: Int) {
        var (compared, matched) = (0, 0)
        for row in try all(
            """
            SELECT p.answer_key, d.answer_key, COUNT(*) FROM acceptance_task c
            JOIN consensus d ON d.task = c.task AND d.method <> '\(ConsensusLabel.gold)'
            JOIN prediction p ON p.id = c.prediction
            WHERE c.acceptance = $1 AND c.outcome = 'checked' GROUP BY p.answer_key, d.answer_key
            """, id)
        {
            let count = try row.int(2)
            compared += count
            if try match.matches(row.text(0), label: row.text(1)) { matched += count }
        }
        return (compared, matched)
    }
}
