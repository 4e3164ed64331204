package import QuorumCore

/// An answer with what became of its task, as far as it says something about who gave it.
package struct JudgedAnswer: Sendable, Hashable {
    package let id: AnnotationID
    package let task: TaskID
    package let annotator: UserID
    /// Normalised.
    package let key: String
    /// When the annotator was given the task.
    package let givenAt: Timestamp
    package let submittedAt: Timestamp
    /// The normalised label of the task; nil while it has none.
    package let label: String?
    /// Whether experts gave the label.
    package let isAdjudicated: Bool
    /// Whether a gold answer is right; nil for answers to other tasks, which alone have a `label`.
    package let isRight: Bool?
    /// Whether it counts no more, since its annotator was paused.
    package let isSetAside: Bool
}

/// Changes whenever an answer, a prediction or a label of a project does.
package struct LabelingStamp: Sendable, Hashable {
    fileprivate let lastAnswer: Int64
    fileprivate let labels: Int64
    fileprivate let lastLabel: Int64
    fileprivate let lastPrediction: Int64
    fileprivate let pauses: Int64
    fileprivate let lifted: Int64
}

extension LabelStore {
    /// A page of a project's answers in the order they came.
    ///
    /// - Parameter after: the last answer of the page before.
    package func judgedAnswers(
        in project: ProjectID, after: AnnotationID?, limit: Int
    ) async throws(StoreError) -> [JudgedAnswer] {
        try await read { (db) throws(StoreError) in
            var answers: [JudgedAnswer] = []
            for row in try db.all(
                """
                SELECT a.id, a.task, a.annotator, a.answer_key, s.created_at, a.submitted_at, d.answer_key, d.method,
                    g.matches, a.pause
                FROM annotation a JOIN task t ON t.id = a.task JOIN assignment s ON s.id = a.assignment
                LEFT JOIN consensus d ON d.task = a.task AND t.gold = 0
                LEFT JOIN gold_answer g ON g.annotation = a.id
                WHERE t.project = $1 AND a.id > $2 ORDER BY a.id LIMIT $3
                """, project, after?.value ?? 0, limit)
            {
                answers.append(
                    JudgedAnswer(
                        id: try row.id(0), task: try row.id(1), annotator: try row.id(2), key: try row.text(3),
                        givenAt: try row.timestamp(4), submittedAt: try row.timestamp(5),
                        label: row.isNull(6) ? nil : try row.text(6),
                        isAdjudicated: row.isNull(7) ? false : try row.text(7) == ConsensusLabel.adjudicated,
                        isRight: row.isNull(8) ? nil : try row.int(8) == 1, isSetAside: !row.isNull(9)))
            }
            return answers
        }
    }

    package func labelingStamp(of project: ProjectID) async throws(StoreError) -> LabelingStamp {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            let answer = try db.lastID("annotation", of: project)
            let labels = try db.one(
                """
                SELECT COUNT(*), COALESCE(MAX(d.decided_at), 0) FROM consensus d JOIN task t ON t.id = d.task
                WHERE t.project = $1
                """, project)
            let prediction = try db.lastID("prediction", of: project)
            let pauses = try db.one("SELECT COUNT(*), COUNT(lifted_at) FROM pause WHERE project = $1", project)
            return LabelingStamp(
                lastAnswer: answer, labels: try labels.int64(0), lastLabel: try labels.int64(1),
                lastPrediction: prediction, pauses: try pauses.int64(0), lifted: try pauses.int64(1))
        }
    }
}

extension Connection {
    /// The last row of a table about a project's tasks; 0 where there is none. Looks from the end of the table.
    fileprivate func lastID(_ table: String, of project: ProjectID) throws(StoreError) -> Int64 {
        try first(
            """
            SELECT x.id FROM \(table) x CROSS JOIN task t WHERE t.id = x.task AND t.project = $1
            ORDER BY x.id DESC LIMIT 1
            """, project
        )?.int64(0) ?? 0
    }
}
