internal import Consensus
package import QuorumCore

extension LabelStore {
    /// Takes an answer and decides the task anew, in one transaction.
    ///
    /// The same answer sent again for the same assignment gives the first result again, so a client whose connection
    /// broke may simply repeat. An answer that comes after its lease ran out counts while a slot is free.
    ///
    /// - Throws: `.invalid` for a label the project does not have, `.conflict` for a second, different answer,
    ///   `.leaseExpired` when the slot went to somebody else, `.taskClosed` when the task is decided.
    package func submit(
        _ id: AssignmentID, by annotator: UserID, answer: String, at: Timestamp
    ) async throws(StoreError) -> Submission {
        try await write { (db) throws(StoreError) in
            let locked = try db.lockAssignment(id, of: annotator)
            if locked.state == .answered { return try db.repeated(answer, to: locked) }
            let project = try db.project(locked.project)
            let answer = try project.accepted(answer)
            guard locked.canAnswer else { throw locked.refusal }
            try db.move(locked, to: .answered, expiresAt: locked.assignment.expiresAt)
            let annotation = try db.insert(answer, to: locked, in: project, at: at)
            let state = try db.decide(locked.task, in: project, at: at)
            try db.audit(
                "annotation.submitted", "annotation \(annotation.id)", detail: "task \(annotation.task)", by: annotator,
                at: at)
            if state != locked.task.state {
                try db.audit("task.\(state.rawValue)", "task \(annotation.task)", by: nil, at: at)
            }
            return Submission(annotation: annotation, taskState: state)
        }
    }
}

extension Project {
    /// The answer as it is stored: a label as the project writes it, to the byte.
    fileprivate func accepted(_ answer: String) throws(StoreError) -> String {
        guard kind == .classification else { return answer }
        guard let label = labels.first(where: { $0 == answer }) else {
            throw StoreError(
                .invalid,
                "\"\(answer)\" is not a label of this project; choose one of: \(labels.joined(separator: ", ")).")
        }
        return label
    }
}

extension Connection {
    fileprivate func repeated(_ answer: String, to locked: LockedAssignment) throws(StoreError) -> Submission {
        let row = try one(
            "SELECT \(Annotation.columns) FROM annotation a WHERE a.assignment = $1", locked.assignment.id)
        let annotation = try Annotation(row)
        guard annotation.answer == answer else {
            throw StoreError(
                .conflict, "You have answered this task already, and differently; the first answer stands.")
        }
        return Submission(annotation: annotation, taskState: locked.task.state)
    }

    fileprivate func insert(
        _ answer: String, to locked: LockedAssignment, in project: Project, at: Timestamp
    ) throws(StoreError) -> Annotation {
        let key = AnswerKey.key(for: answer, kind: project.kind, normalisation: project.policy.normalisation)
        guard !key.isEmpty else { throw StoreError(.invalid, "The answer holds nothing one can see; write it again.") }
        let id: AnnotationID = try one(
            """
            INSERT INTO annotation (task, annotator, assignment, answer, answer_key, submitted_at)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """, locked.task.id, locked.assignment.annotator, locked.assignment.id, answer, key, at
        ).id(0)
        return Annotation(
            id: id, task: locked.task.id, annotator: locked.assignment.annotator, answer: answer, key: key,
            submittedAt: at)
    }

    /// Applies the quorum to the answers there are. A decided task stays as it was decided.
    fileprivate func decide(
        _ task: LockedTask, in project: Project, at: Timestamp
    ) throws(StoreError) -> TaskState {
        guard task.state == .open else {
            try run("UPDATE task SET answers = answers + 1 WHERE id = $1", task.id)
            return task.state
        }
        var answers: [(answer: String, key: String)] = []
        for row in try all("SELECT answer, answer_key FROM annotation WHERE task = $1 ORDER BY id", task.id) {
            answers.append((try row.text(0), try row.text(1)))
        }
        let outcome = QuorumTally.decide(keys: answers.map(\.key), policy: project.policy)
        try run(
            "UPDATE task SET answers = $2, state = $3, wanted = $4 WHERE id = $1", task.id, answers.count,
            outcome.taskState.rawValue, outcome.wanted)
        if case .settled(let key, let support) = outcome {
            try run(
                """
                INSERT INTO consensus (task, label, answer_key, support, votes, method, decided_at)
                VALUES ($1, $2, $3, $4, $5, 'quorum', $6)
                """, task.id, Representative.answer(for: key, among: answers), key, support, answers.count, at)
        }
        return outcome.taskState
    }
}

extension Annotation {
    /// Of `annotation a`.
    static let columns = "a.id, a.task, a.annotator, a.answer, a.answer_key, a.submitted_at"
    static let width = 6

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), task: try row.id(1), annotator: try row.id(2), answer: try row.text(3),
            key: try row.text(4), submittedAt: try row.timestamp(5))
    }
}
