package import QuorumCore

extension LabelStore {
    /// Takes back what an expert did: the task is contested again, as before, unless its label stands without it.
    ///
    /// Versions that were frozen meanwhile keep what they hold.
    ///
    /// - Throws: `.conflict` when it is taken back already, or something that rests on it came after.
    package func undoAdjudication(
        _ id: AdjudicationID, by expert: UserID, at: Timestamp
    ) async throws(StoreError) -> AdjudicationOutcome {
        try await write { (db) throws(StoreError) in
            let act = try db.adjudication(id)
            if let group = act.groupAct {
                throw StoreError(
                    .conflict, "This decision is part of act \(group) on a group; take that back, with all its tasks.")
            }
            guard let task = try db.lockTask(act.task, db.dialect.forUpdate) else {
                throw StoreError(.corrupt, "The task of adjudication \(id) is missing.")
            }
            guard !task.isGold else {
                throw StoreError(.conflict, "The task has become gold in the meantime; its right answer stands.")
            }
            let changed = try db.run(
                "UPDATE adjudication SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL", id, at,
                expert)
            guard changed == 1 else { throw StoreError(.conflict, "This decision has been taken back already.") }
            switch act.action {
            case .decide where task.state == .settled:
                let experts = try db.project(task.project).adjudication.experts
                if try db.removeLabel(of: task.id, lessThan: experts) {
                    try db.run("UPDATE task SET state = 'contested' WHERE id = $1", task.id)
                }
            case .discard where task.state == .discarded:
                try db.run("UPDATE task SET discarded = 0 WHERE id = $1", task.id)
            case .moreVotes:
                try db.lower(task, by: act)
            case .decide, .discard:
                // It waited for another expert, and changed nothing yet.
                break
            }
            try db.audit(
                "adjudication.undone", "adjudication \(id)", detail: "task \(task.id)", by: expert, at: at)
            let state = try db.lockTask(act.task, db.dialect.forUpdate)?.state ?? .contested
            return AdjudicationOutcome(adjudication: try db.adjudication(id), taskState: state)
        }
    }
}

extension Connection {
    /// Takes the label of experts from a task, unless enough of them still say the same.
    ///
    /// - Parameter experts: who have to say the same.
    /// - Returns: whether it went.
    func removeLabel(of task: TaskID, lessThan experts: Int) throws(StoreError) -> Bool {
        try run(
            """
            DELETE FROM consensus WHERE task = $1 AND method = '\(ConsensusLabel.adjudicated)' AND $2 > (
                SELECT COUNT(*) FROM adjudication o
                WHERE o.task = $1 AND o.undone_at IS NULL AND o.action = 'decide'
                    AND o.answer_key = consensus.answer_key)
            """, task, experts) == 1
    }

    /// Allows a task as many answers as before an expert asked for more.
    fileprivate func lower(_ task: LockedTask, by act: Adjudication) throws(StoreError) {
        let most = task.maxAnswers - (act.votes ?? 0)
        guard task.state == .open, task.answers + task.leases <= most else {
            throw StoreError(
                .conflict, "More people have been asked in the meantime; decide the task when it is contested again.")
        }
        try run("UPDATE task SET max_answers = $2, state = 'contested', wanted = 0 WHERE id = $1", task.id, most)
    }
}
