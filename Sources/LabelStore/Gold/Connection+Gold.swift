internal import Consensus
internal import QuorumCore

/// What a person is told of their gold answer.
package struct GoldFeedback: Sendable, Hashable {
    package let isRight: Bool
    /// The right answer, as it is stored.
    package let answer: String
}

extension Connection {
    /// Makes tasks gold: they get their right answer as their label, whatever they had, nobody is asked about them for
    /// the data's sake any more, and what people have answered to them is judged.
    ///
    /// Given again with another answer, that one counts from now on.
    func addGold(
        of items: [CheckedItem], in project: Project, _ counts: inout ImportCounts, at: Timestamp
    ) throws(StoreError) {
        let given = items.filter { $0.gold != nil }
        let tasks = try lockTasks(given.compactMap(\.task))
        for item in given {
            guard let gold = item.gold, let id = item.task, let task = tasks[id] else { continue }
            let last = try first("SELECT answer FROM gold WHERE task = $1 ORDER BY id DESC LIMIT 1", id)?.text(0)
            guard last != gold.answer else {
                counts.goldPresent += 1
                continue
            }
            try run(
                "INSERT INTO gold (task, answer, answer_key, created_at) VALUES ($1, $2, $3, $4)", id, gold.answer,
                gold.key, at)
            counts.gold += 1
            if !task.isGold { try makeGold(task) }
            try run("DELETE FROM consensus WHERE task = $1", id)
            try run(
                """
                INSERT INTO consensus (task, label, answer_key, support, votes, method, decided_at)
                VALUES ($1, $2, $3, 0, 0, '\(ConsensusLabel.gold)', $4)
                """, id, gold.answer, gold.key, at)
            try judgeAnswers(to: id, in: project)
        }
    }

    /// Takes a task out of the orders of dispatch.
    private func makeGold(_ task: LockedTask) throws(StoreError) {
        try run("UPDATE assignment SET state = 'expired' WHERE task = $1 AND state = 'live'", task.id)
        try run(
            """
            UPDATE task SET gold = 1, state = 'settled', discarded = 0, leases = 0, wanted = 0, turn = COALESCE(turn, 0)
            WHERE id = $1
            """, task.id)
    }

    func judgeAnswers(to task: TaskID, in project: Project) throws(StoreError) {
        for row in try all("SELECT \(Annotation.columns) FROM annotation a WHERE a.task = $1", task) {
            try record(Annotation(row), in: project)
        }
    }

    private func record(_ annotation: Annotation, in project: Project) throws(StoreError) {
        let gold = try one(
            "SELECT answer_key FROM gold WHERE task = $1 ORDER BY id DESC LIMIT 1", annotation.task
        ).text(0)
        let matches = AnswerMatch(project.policy).matches(annotation.key, label: gold)
        try run(
            """
            INSERT INTO gold_answer (annotation, project, annotator, matches) VALUES ($1, $2, $3, $4)
            ON CONFLICT (annotation) DO UPDATE SET matches = excluded.matches
            """, annotation.id, project.id, annotation.annotator, matches ? 1 : 0)
    }

    /// Notes whether a gold answer is right, and pauses whoever has too few of them right since they were last let go on.
    func judge(
        _ annotation: Annotation, in project: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        try record(annotation, in: project)
        guard let least = project.gold.leastAccuracy else { return }
        let row = try one(
            """
            SELECT COUNT(*), COALESCE(SUM(g.matches), 0) FROM gold_answer g
            WHERE g.project = $1 AND g.annotator = $2 AND g.annotation > COALESCE(
                (SELECT MAX(z.last_annotation) FROM pause z WHERE z.project = $1 AND z.annotator = $2), 0)
            """, project.id, annotation.annotator)
        let (answers, right) = (try row.int(0), try row.int(1))
        guard answers >= project.gold.fewestAnswers, Double(right) < least * Double(answers) else { return }
        try pause(annotation.annotator, in: project.id, for: .gold, by: nil, events: &events, at: at)
    }

    func feedback(on annotation: AnnotationID) throws(StoreError) -> GoldFeedback {
        let row = try one(
            """
            SELECT g.matches, (SELECT d.answer FROM gold d WHERE d.task = a.task ORDER BY d.id DESC LIMIT 1)
            FROM gold_answer g JOIN annotation a ON a.id = g.annotation WHERE g.annotation = $1
            """, annotation)
        return GoldFeedback(isRight: try row.int(0) == 1, answer: try row.text(1))
    }
}
