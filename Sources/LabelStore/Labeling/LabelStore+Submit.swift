internal import Consensus
package import QuorumCore

extension LabelStore {
    /// Takes an answer and decides the task anew, and hands out what comes next, in one transaction.
    ///
    /// The same answer sent again for the same assignment gives the first result again, so a client whose connection
    /// broke may simply repeat. An answer that comes after its lease ran out counts while a slot is free.
    ///
    /// - Parameter serving: how the annotator is served next; nil: not now.
    /// - Throws: `.invalid` for an answer the project does not take, `.conflict` for a second, different answer,
    ///   `.leaseExpired` when the slot went to somebody else, `.taskClosed` when the task is decided.
    package func submit(
        _ id: AssignmentID, by annotator: UserID, answer: String, serving: Serving? = nil, at: Timestamp
    ) async throws(StoreError) -> Submission {
        try await write { (db) throws(StoreError) in
            // People are locked before tasks, and pausing them waits for their answer.
            var person = try db.lockPerson(annotator, ofAssignment: id)
            let locked = try db.lockAssignment(id, of: annotator)
            let project = try db.project(locked.task.project)
            let answer = try db.accepted(answer, to: locked.task.id, in: project)
            var events: [AuditEntry] = []
            let (annotation, state) =
                try locked.state == .answered
                ? db.repeated(answer, to: locked) : db.add(answer, to: locked, in: project, events: &events, at: at)
            var served: [ServedTask] = []
            // A gold answer may have paused them.
            if locked.task.isGold { person = try db.lockPerson(annotator, ofAssignment: id) }
            if let serving {
                if db.dialect.isExclusive { _ = try db.expireLeases(in: locked.task.project, at: at) }
                served = try db.serve(person, serving, waits: false, at: at)
            }
            try db.audit(events, at: at)
            return Submission(
                annotation: annotation, taskState: state, served: served,
                feedback: try locked.task.isGold && project.gold.givesFeedback ? db.feedback(on: annotation.id) : nil)
        }
    }
}

extension Project {
    /// The project's policy with the task's own maximum, which an expert may have raised.
    func policy(of task: LockedTask) throws(StoreError) -> QuorumPolicy {
        do {
            return try policy.allowing(task.maxAnswers)
        } catch {
            throw StoreError(.corrupt, "The maximum of task \(task.id) in the database is impossible: \(error)")
        }
    }

}

extension Connection {
    /// The answer as it is stored.
    ///
    /// - Throws: `.invalid`, with the part of `answer` that the project does not take.
    func accepted(_ answer: String, to task: TaskID, in project: Project) throws(StoreError) -> String {
        let text =
            try project.kind == .span
            ? first("SELECT c.text FROM task t JOIN chunk c ON c.id = t.chunk WHERE t.id = $1", task)?.optionalText(0)
            : nil
        do {
            return try project.answers.canonical(answer, of: text)
        } catch {
            throw StoreError(.invalid, error.message, field: error.field)
        }
    }

    fileprivate func repeated(
        _ answer: String, to locked: LockedAssignment
    ) throws(StoreError) -> (Annotation, TaskState) {
        let row = try one(
            "SELECT \(Annotation.columns) FROM annotation a WHERE a.assignment = $1", locked.assignment.id)
        let annotation = try Annotation(row)
        guard annotation.answer == answer else {
            throw StoreError(
                .conflict, "You have answered this task already, and differently; the first answer stands.")
        }
        return (annotation, locked.task.isGold ? .open : locked.task.state)
    }

    fileprivate func add(
        _ answer: String, to locked: LockedAssignment, in project: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) -> (Annotation, TaskState) {
        guard locked.canAnswer else { throw locked.refusal }
        guard try !isPaused(locked.assignment.annotator, in: project.id) else { throw StoreError.paused }
        try set(locked.assignment.id, to: .answered)
        let annotation = try insert(answer, to: locked, in: project, at: at)
        let state = try locked.task.isGold ? .open : decide(locked, in: project, with: annotation, at: at)
        events.append(
            AuditEntry(
                "annotation.submitted", "annotation \(annotation.id)", detail: "task \(annotation.task)",
                by: annotation.annotator))
        if locked.task.isGold {
            try judge(annotation, in: project, events: &events, at: at)
        } else if state != locked.task.state {
            events.append(AuditEntry("task.\(state.rawValue)", "task \(annotation.task)", by: nil))
            try announce(state, of: annotation.task, in: project.id, at: at)
        }
        return (annotation, state)
    }

    private func insert(
        _ answer: String, to locked: LockedAssignment, in project: Project, at: Timestamp
    ) throws(StoreError) -> Annotation {
        let key = AnswerKey.key(for: answer, kind: project.kind, normalisation: project.policy.normalisation)
        guard !key.isEmpty else { throw StoreError(.invalid, "The answer holds nothing one can see; write it again.") }
        let id: AnnotationID = try one(
            """
            INSERT INTO annotation (task, annotator, assignment, answer, answer_key, submitted_at, prediction)
            VALUES ($1, $2, $3, $4, $5, $6, (SELECT prediction FROM assignment WHERE id = $3)) RETURNING id
            """, locked.task.id, locked.assignment.annotator, locked.assignment.id, answer, key, at
        ).id(0)
        return Annotation(
            id: id, task: locked.task.id, annotator: locked.assignment.annotator, answer: answer, key: key,
            submittedAt: at)
    }

    /// Applies the quorum to the answers there are. A decided task stays as it was decided.
    private func decide(
        _ locked: LockedAssignment, in project: Project, with annotation: Annotation, at: Timestamp
    ) throws(StoreError) -> TaskState {
        let task = locked.task
        var counters = task.counters
        counters.answers += 1
        if locked.state == .live { counters.leases -= 1 }
        guard task.state == .open else {
            try set(task, to: counters)
            return task.state
        }
        let answers =
            try task.answers > 0 ? givenAnswers(to: task.id) : [(answer: annotation.answer, key: annotation.key)]
        let decision = try QuorumDecision(answers, policy: project.policy(of: task))
        let outcome = decision.outcome
        counters.state = outcome.taskState
        counters.wanted = outcome.wanted
        if counters.state == .settled { try endLeases(of: task.id, &counters) }
        try set(task, to: counters)
        try keep(decision, of: task.id, votes: answers.count, at: at)
        return outcome.taskState
    }

    /// Keeps the label of a decision that settles a task.
    ///
    /// - Parameter votes: how many answers it was made on.
    func keep(_ decision: QuorumDecision, of task: TaskID, votes: Int, at: Timestamp) throws(StoreError) {
        guard case .settled(let key, let support) = decision.outcome else { return }
        try run(
            """
            INSERT INTO consensus (task, label, answer_key, support, votes, method, decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, task, decision.label, key, support, votes, decision.method.rawValue, at)
    }

    /// Those that count, in the order they came.
    func givenAnswers(to task: TaskID) throws(StoreError) -> [(answer: String, key: String)] {
        var answers: [(answer: String, key: String)] = []
        for row in try all(
            "SELECT answer, answer_key FROM annotation WHERE task = $1 AND pause IS NULL ORDER BY id", task)
        {
            answers.append((try row.text(0), try row.text(1)))
        }
        return answers
    }
}

extension Annotation {
    /// Of `annotation a`.
    static let columns = """
        a.id, a.task, a.annotator, a.answer, a.answer_key, a.submitted_at, \
        (SELECT p.answer_key FROM prediction p WHERE p.id = a.prediction), a.pause
        """
    static let width = 8

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), task: try row.id(1), annotator: try row.id(2), answer: try row.text(3),
            key: try row.text(4), submittedAt: try row.timestamp(5), suggestedKey: try row.optionalText(6),
            isSetAside: !row.isNull(7))
    }
}
