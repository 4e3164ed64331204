internal import QuorumCore

/// Somebody who asks for tasks of a project, their account locked until the transaction ends: two requests of one person
/// would otherwise each be given a slot.
struct Person {
    let id: UserID
    let project: ProjectID
    let kind: TaskKind
    /// Whether some tasks of the project are barred to whoever uploaded them.
    let hasBarredTasks: Bool
    /// Whether answers begin with what a model says.
    let seesPredictions: Bool
    /// The share of gold among what they are served, and what its draws follow from.
    let gold: GoldPolicy
    let goldSecret: Int64
    /// Whether they are asked nothing for now.
    let isPaused: Bool
}

extension Connection {
    func lockPerson(_ annotator: UserID, in project: ProjectID) throws(StoreError) -> Person {
        guard try first("SELECT 1 FROM account WHERE id = $1 \(dialect.forUpdate)", annotator) != nil else {
            throw StoreError(.notFound, "There is no user \(annotator).")
        }
        // What is read beside a row that has to be waited for is older than the row.
        let row = try first(
            """
            SELECT p.kind, p.own_uploads, p.prefill, p.gold_rate, p.gold_secret,
                (SELECT COUNT(*) FROM pause z WHERE z.project = p.id AND z.annotator = $2 AND z.lifted_at IS NULL)
            FROM project p WHERE p.id = $1
            """, project, annotator)
        guard let row else { throw StoreError(.notFound, "There is no project \(project).") }
        return Person(
            id: annotator, project: project, kind: try row.choice(0), hasBarredTasks: try row.int(1) == 0,
            seesPredictions: try row.int(2) == 1, gold: GoldPolicy(rate: try row.double(3)),
            goldSecret: try row.int64(4), isPaused: try row.int(5) > 0)
    }

    /// - Throws: `.notFound` when there is no such assignment.
    func lockPerson(_ annotator: UserID, ofAssignment id: AssignmentID) throws(StoreError) -> Person {
        guard let row = try first("SELECT project FROM assignment WHERE id = $1", id) else {
            throw StoreError(.notFound, "There is no assignment \(id).")
        }
        return try lockPerson(annotator, in: row.id(0))
    }
}
