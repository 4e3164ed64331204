internal import Consensus
internal import QuorumCore

/// An answer that is not there yet.
private struct NewAnswer {
    let annotator: UserID
    let answer: CheckedItem.Answer
    let row: Int
}

extension Connection {
    /// Adds answers that were given elsewhere and decides their tasks.
    ///
    /// - Returns: what the record is to tell.
    func addAnnotations(
        of items: [CheckedItem], in project: Project, _ counts: inout ImportCounts, at: Timestamp
    ) throws(StoreError) -> [AuditEntry] {
        let given = items.filter { !$0.annotations.isEmpty }
        guard !given.isEmpty else { return [] }
        let people = given.flatMap { item in item.annotations.map { (name: $0.annotator, row: item.row) } }
        let accounts = try accounts(of: people, in: project.id, &counts, at: at)
        let tasks = try lockTasks(given.compactMap(\.task))
        var answers = try newAnswers(of: given, accounts, &counts)
        for id in answers.keys.sorted() {
            guard let task = tasks[id], let new = answers[id] else { continue }
            guard task.answers + task.leases + new.count <= QuorumPolicy.answerLimit else {
                throw StoreError(
                    .invalid, "A task can have at most \(QuorumPolicy.answerLimit) answers; leave some out.",
                    field: "annotator", row: new[0].row)
            }
        }
        answers = answers.filter { !$0.value.isEmpty }
        try insert(answers, in: project.id, at: at)
        var events: [AuditEntry] = []
        for id in answers.keys.sorted() {
            guard let task = tasks[id] else { continue }
            guard !task.isGold else {
                try judgeAnswers(to: id, in: project)
                continue
            }
            let state = try recount(task, more: answers[id]?.count ?? 0, in: project, at: at)
            guard state != task.state else { continue }
            if state == .settled { counts.settled += 1 }
            events.append(AuditEntry("task.\(state.rawValue)", "task \(id)", by: nil))
            try announce(state, of: id, in: project.id, at: at)
        }
        return events
    }

    func lockTasks(_ ids: [TaskID]) throws(StoreError) -> [TaskID: LockedTask] {
        var tasks: [TaskID: LockedTask] = [:]
        // In one order, so that two imports never wait for each other.
        for row in try query(
            Set(ids).sorted(), after: [],
            { "SELECT \(LockedTask.columns) FROM task t WHERE t.id IN \($0) ORDER BY t.id \(dialect.forUpdate)" })
        {
            let task = try LockedTask(row)
            tasks[task.id] = task
        }
        return tasks
    }

    /// The answers of people who have not answered the task yet; one each.
    private func newAnswers(
        of items: [CheckedItem], _ accounts: [String: UserID], _ counts: inout ImportCounts
    ) throws(StoreError) -> [TaskID: [NewAnswer]] {
        var answered: [TaskID: Set<UserID>] = [:]
        for row in try query(
            Set(items.compactMap(\.task)).sorted(), after: [],
            { "SELECT a.task, a.annotator FROM annotation a WHERE a.task IN \($0)" })
        { answered[try row.id(0), default: []].insert(try row.id(1)) }
        var new: [TaskID: [NewAnswer]] = [:]
        for item in items {
            guard let task = item.task else { throw StoreError(.corrupt, "A row that was just added is missing.") }
            for answer in item.annotations {
                guard let annotator = accounts[answer.annotator] else { continue }
                if answered[task, default: []].insert(annotator).inserted {
                    new[task, default: []].append(NewAnswer(annotator: annotator, answer: answer, row: item.row))
                    counts.annotations += 1
                } else {
                    counts.annotationsPresent += 1
                }
            }
        }
        return new
    }

    /// Adds the answers, each with the assignment it belongs to.
    private func insert(
        _ answers: [TaskID: [NewAnswer]], in project: ProjectID, at: Timestamp
    ) throws(StoreError) {
        let tasks = answers.keys.sorted()
        // Whoever holds a task, or had it and did not answer, has answered it now.
        try release(tasks, answers)
        try insert(
            tasks.flatMap { task in
                (answers[task] ?? []).map { new in
                    let moment = new.answer.at ?? at
                    return [
                        project.sql, task.sql, new.annotator.sql, "answered".sql, moment.sql, moment.sql, 0.sql,
                    ]
                }
            }, into: "assignment", ["project", "task", "annotator", "state", "created_at", "expires_at", "place"])
        var assignments: [TaskID: [UserID: AssignmentID]] = [:]
        for row in try query(
            tasks, after: [], { "SELECT a.task, a.annotator, a.id FROM assignment a WHERE a.task IN \($0)" })
        { assignments[try row.id(0), default: [:]][try row.id(1)] = try row.id(2) }
        var rows: [[SQLValue]] = []
        for task in tasks {
            for new in answers[task] ?? [] {
                guard let assignment = assignments[task]?[new.annotator] else {
                    throw StoreError(.corrupt, "A row that was just added is missing.")
                }
                rows.append([
                    task.sql, new.annotator.sql, assignment.sql, new.answer.answer.sql, new.answer.key.sql,
                    (new.answer.at ?? at).sql,
                ])
            }
        }
        try insert(
            rows, into: "annotation", ["task", "annotator", "assignment", "answer", "answer_key", "submitted_at"])
    }

    /// Takes away the assignments without an answer that would stand beside the imported ones.
    private func release(_ tasks: [TaskID], _ answers: [TaskID: [NewAnswer]]) throws(StoreError) {
        for row in try query(
            tasks, after: [],
            {
                """
                SELECT a.id, a.task, a.annotator, a.state FROM assignment a
                WHERE a.task IN \($0) AND a.state <> 'answered'
                """
            })
        {
            let (task, annotator): (TaskID, UserID) = (try row.id(1), try row.id(2))
            guard answers[task]?.contains(where: { $0.annotator == annotator }) == true else { continue }
            try run("DELETE FROM assignment WHERE id = $1", try row.int64(0))
            if try row.text(3) == AssignmentState.live.rawValue {
                try run("UPDATE task SET leases = leases - 1 WHERE id = $1 AND gold = 0", task)
            }
        }
    }

    /// Counts the answers of a task anew and decides it, unless it was decided.
    ///
    /// Answers beyond the policy's maximum count as if so many were allowed. A task settles on the first answers that
    /// settle it, in their order, as if they had come one by one.
    ///
    /// - Parameter task: as it was before.
    private func recount(
        _ task: LockedTask, more: Int, in project: Project, at: Timestamp
    ) throws(StoreError) -> TaskState {
        guard let before = try lockTask(task.id, dialect.forUpdate) else {
            throw StoreError(.corrupt, "Task \(task.id) is gone.")
        }
        let most = max(before.maxAnswers, before.answers + before.leases + more)
        if most > before.maxAnswers { try run("UPDATE task SET max_answers = $2 WHERE id = $1", task.id, most) }
        var counters = before.counters
        counters.answers += more
        guard before.state == .open, let raised = try lockTask(task.id, dialect.forUpdate) else {
            try set(before, to: counters)
            return before.state
        }
        let answers = try givenAnswers(to: task.id)
        let policy = try project.policy(of: raised)
        var (decision, votes) = (QuorumDecision([], policy: policy), 0)
        while votes < answers.count, decision.outcome.taskState == .open {
            votes += 1
            decision = QuorumDecision(Array(answers[..<votes]), policy: policy)
        }
        counters.state = decision.outcome.taskState
        counters.wanted = decision.outcome.wanted
        if counters.state == .settled, before.leases > 0 {
            try run("UPDATE assignment SET state = 'expired' WHERE task = $1 AND state = 'live'", task.id)
            counters.leases = 0
        }
        try set(raised, to: counters)
        try keep(decision, of: task.id, votes: votes, at: at)
        return counters.state
    }
}
