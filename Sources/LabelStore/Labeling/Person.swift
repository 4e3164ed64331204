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
    /// The share of gold among what they are served, and the seed of its draw.
    let gold: GoldPolicy
    let seed: UInt64
    /// Whether they are asked nothing for now.
    let isPaused: Bool
}

extension Connection {
    func lockPerson(_ annotator: UserID, in project: ProjectID) throws(StoreError) -> Person {
        let row = try first(
            """
            SELECT p.kind, p.own_uploads, p.prefill, p.gold_rate, p.order_seed,
                (SELECT COUNT(*) FROM pause z WHERE z.project = p.id AND z.annotator = u.id AND z.lifted_at IS NULL)
            FROM project p JOIN account u ON u.id = $2 WHERE p.id = $1
            \(dialect.forUpdate(of: "u"))
            """, project, annotator)
        guard let row else {
            guard try first("SELECT 1 FROM account WHERE id = $1", annotator) != nil else {
                throw StoreError(.notFound, "There is no user \(annotator).")
            }
            throw StoreError(.notFound, "There is no project \(project).")
        }
        return Person(
            id: annotator, project: project, kind: try row.choice(0), hasBarredTasks: try row.int(1) == 0,
            seesPredictions: try row.int(2) == 1, gold: GoldPolicy(rate: try row.double(3)),
            seed: UInt64(try row.text(4)) ?? 0, isPaused: try row.int(5) > 0)
    }

    /// - Throws: `.notFound` when there is no such assignment.
    func lockPerson(_ annotator: UserID, ofAssignment id: AssignmentID) throws(StoreError) -> Person {
        guard let row = try first("SELECT project FROM assignment WHERE id = $1", id) else {
            throw StoreError(.notFound, "There is no assignment \(id).")
        }
        return try lockPerson(annotator, in: row.id(0))
    }
}
