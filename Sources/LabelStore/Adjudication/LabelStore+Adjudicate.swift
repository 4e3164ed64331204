internal import Consensus
package import QuorumCore

extension LabelStore {
    /// Does what an expert says about a contested task, once as many experts as the project asks for say the same.
    ///
    /// Asking more people takes one expert, and takes back the decisions that waited for a second.
    ///
    /// - Throws: `.taskClosed` when the task is not contested, `.conflict` when this expert has decided it already,
    ///   `.invalid` for a label or kind of error the project does not have, or too few votes to make a difference.
    package func adjudicate(
        _ task: TaskID, by expert: UserID, _ act: ExpertAct, at: Timestamp
    ) async throws(StoreError) -> AdjudicationOutcome {
        try await write { (db) throws(StoreError) in
            guard let locked = try db.lockTask(task, db.dialect.forUpdate) else {
                throw StoreError(.notFound, "There is no task \(task).")
            }
            guard locked.state == .contested else {
                throw StoreError(
                    .taskClosed, "This task is \(locked.state.rawValue), not contested; take the next one.")
            }
            let project = try db.project(locked.project)
            try project.check(act.errors)
            let (adjudication, state) =
                switch act.verdict {
                case .choose(let annotation):
                    try db.give(db.answer(annotation, to: task), act, of: expert, to: locked, in: project, at: at)
                case .write(let label):
                    try db.give(
                        db.accepted(label, to: task, in: project), act, of: expert, to: locked, in: project, at: at)
                case .moreVotes(let votes):
                    try db.askMore(votes, act, of: expert, about: locked, in: project, at: at)
                case .discard:
                    try db.discard(act, of: expert, locked, in: project, at: at)
                }
            var events = [
                AuditEntry(
                    "task.adjudicated", "task \(task)",
                    detail: "adjudication \(adjudication.id) \(adjudication.action)",
                    by: expert)
            ]
            if state != .contested {
                events.append(AuditEntry("task.\(state.rawValue)", "task \(task)", by: expert))
                try db.announce(state, of: task, in: project.id, at: at)
            }
            try db.audit(events, at: at)
            return AdjudicationOutcome(adjudication: adjudication, taskState: state)
        }
    }
}

extension Project {
    /// - Throws: `.invalid` for a kind of error that the project does not have.
    func check(_ errors: [String]) throws(StoreError) {
        for error in errors where !adjudication.errorKinds.contains(error) {
            throw StoreError(
                .invalid,
                "\"\(error)\" is not a kind of error of this project; choose of: "
                    + adjudication.errorKinds.joined(separator: ", ") + ".", field: "errors")
        }
    }
}

extension Connection {
    fileprivate func answer(_ annotation: AnnotationID, to task: TaskID) throws(StoreError) -> String {
        guard let row = try first("SELECT answer FROM annotation WHERE id = $1 AND task = $2", annotation, task) else {
            throw StoreError(.invalid, "Answer \(annotation) is not one of this task's; choose one that is.")
        }
        return try row.text(0)
    }

    /// Gives a task a label, in so far as one expert can.
    ///
    /// - Parameter group: the act on a group that this is part of.
    func give(
        _ label: String, _ act: ExpertAct, of expert: UserID, to task: LockedTask, in project: Project,
        with group: GroupActID? = nil, at: Timestamp
    ) throws(StoreError) -> (Adjudication, TaskState) {
        let key = AnswerKey.key(for: label, kind: project.kind, normalisation: project.policy.normalisation)
        guard !key.isEmpty else { throw StoreError(.invalid, "The label holds nothing one can see; write it again.") }
        let id = try insert(
            .decide, act, on: task.id, by: expert, label: label, key: key, with: group, at: at)
        var state = task.state
        let agreeing = try one(
            """
            SELECT COUNT(*) FROM adjudication
            WHERE task = $1 AND undone_at IS NULL AND action = 'decide' AND answer_key = $2
            """, task.id, key
        ).int(0)
        if agreeing >= project.adjudication.experts {
            var counters = task.counters
            try endLeases(of: task.id, &counters)
            try settle(task, as: label, key: key, matching: AnswerMatch(project.policy), at: at)
            state = .settled
        }
        return (try adjudication(id), state)
    }

    private func settle(
        _ task: LockedTask, as label: String, key: String, matching match: AnswerMatch, at: Timestamp
    ) throws(StoreError) {
        let answers = try givenAnswers(to: task.id)
        try run(
            """
            INSERT INTO consensus (task, label, answer_key, support, votes, method, decided_at)
            VALUES ($1, $2, $3, $4, $5, 'adjudicated', $6)
            """, task.id, label, key, answers.count { match.matches($0.key, label: key) },
            answers.count, at)
        try run("UPDATE task SET state = 'settled', leases = 0, wanted = 0 WHERE id = $1", task.id)
    }

    fileprivate func discard(
        _ act: ExpertAct, of expert: UserID, _ task: LockedTask, in project: Project, at: Timestamp
    ) throws(StoreError) -> (Adjudication, TaskState) {
        let id = try insert(.discard, act, on: task.id, by: expert, at: at)
        let agreeing = try one(
            "SELECT COUNT(*) FROM adjudication WHERE task = $1 AND undone_at IS NULL AND action = 'discard'", task.id
        ).int(0)
        guard agreeing >= project.adjudication.experts else { return (try adjudication(id), .contested) }
        var counters = task.counters
        try endLeases(of: task.id, &counters)
        try run("UPDATE task SET discarded = 1, leases = 0 WHERE id = $1", task.id)
        return (try adjudication(id), .discarded)
    }

    fileprivate func askMore(
        _ votes: Int?, _ act: ExpertAct, of expert: UserID, about task: LockedTask, in project: Project, at: Timestamp
    ) throws(StoreError) -> (Adjudication, TaskState) {
        let answers = try givenAnswers(to: task.id)
        let fewest = try fewestMore(answers, for: task, in: project)
        let votes = votes ?? fewest
        guard votes >= fewest else {
            throw StoreError(.invalid, "\(votes) more answers cannot settle this task; ask for at least \(fewest).")
        }
        guard task.maxAnswers + votes <= QuorumPolicy.answerLimit else {
            throw StoreError(
                .invalid, "A task can have at most \(QuorumPolicy.answerLimit) answers; ask for fewer, or decide it.")
        }
        try run(
            """
            UPDATE adjudication SET undone_at = $2, undone_by = $3
            WHERE task = $1 AND undone_at IS NULL AND action <> 'more_votes'
            """, task.id, at, expert)
        let id = try insert(.moreVotes, act, on: task.id, by: expert, votes: votes, at: at)
        try run("UPDATE task SET max_answers = max_answers + $2 WHERE id = $1", task.id, votes)
        guard let raised = try lockTask(task.id, dialect.forUpdate) else {
            throw StoreError(.corrupt, "Task \(task.id) is gone.")
        }
        let outcome = QuorumDecision(answers, policy: try project.policy(of: raised)).outcome
        var counters = raised.counters
        counters.state = outcome.taskState
        counters.wanted = outcome.wanted
        try set(raised, to: counters)
        return (try adjudication(id), counters.state)
    }

    /// How far the maximum must rise at least for the task to be able to settle.
    private func fewestMore(
        _ answers: [(answer: String, key: String)], for task: LockedTask, in project: Project
    ) throws(StoreError) -> Int {
        let boundless: QuorumPolicy
        do {
            boundless = try project.policy.allowing(QuorumPolicy.answerLimit)
        } catch {
            throw StoreError(.corrupt, "The policy of project \(project.id) in the database is impossible: \(error)")
        }
        switch QuorumDecision(answers, policy: boundless).outcome {
        case .open(let wanted): return max(1, answers.count + wanted - task.maxAnswers)
        case .settled: return 1
        case .contested:
            throw StoreError(
                .invalid, "No number of answers a task can have would settle this one; decide it, or discard it.")
        }
    }

    private func insert(
        _ action: Adjudication.Action, _ act: ExpertAct, on task: TaskID, by expert: UserID, label: String? = nil,
        key: String? = nil, votes: Int? = nil, with group: GroupActID? = nil, at: Timestamp
    ) throws(StoreError) -> AdjudicationID {
        let before = try first(
            """
            SELECT 1 FROM adjudication
            WHERE task = $1 AND expert = $2 AND undone_at IS NULL AND action <> 'more_votes'
            """, task, expert)
        guard before == nil else {
            throw StoreError(
                .conflict, "You have decided this task already; undo that first, or wait for the other expert.")
        }
        let id: AdjudicationID = try one(
            """
            INSERT INTO adjudication (task, expert, action, label, answer_key, votes, note, created_at, group_act)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
            """, task, expert, action.rawValue, label, key, votes, act.note, at, group
        ).id(0)
        for error in Set(act.errors) {
            try run("INSERT INTO adjudication_error (adjudication, name) VALUES ($1, $2)", id, error)
        }
        return id
    }
}
