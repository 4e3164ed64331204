package import QuorumCore

/// An answer with what became of its task, as far as it says something about who gave it.
package struct JudgedAnswer: Sendable, Hashable {
    package let id: AnnotationID
    package let assignment: AssignmentID
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
    /// Counts, and sums or maxima, of what there is.
    fileprivate let figures: [Int64]
}

extension LabelStore {
    /// Whoever has answered in a project.
    package func annotators(in project: ProjectID) async throws(StoreError) -> [UserID] {
        try await read { (db) throws(StoreError) in
            var annotators: [UserID] = []
            for row in try db.all(
                """
                SELECT u.id FROM account u WHERE EXISTS (
                    SELECT 1 FROM assignment s WHERE s.annotator = u.id AND s.project = $1 AND s.state = 'answered')
                ORDER BY u.id
                """, project)
            { annotators.append(try row.id(0)) }
            return annotators
        }
    }

    /// A page of somebody's answers in a project, in the order in which they were given the tasks.
    ///
    /// - Parameter after: of the last answer of the page before.
    /// - Complexity: looks at nothing of other projects or people.
    package func judgedAnswers(
        in project: ProjectID, by annotator: UserID, after: AssignmentID?, limit: Int
    ) async throws(StoreError) -> [JudgedAnswer] {
        try await read { (db) throws(StoreError) in
            var answers: [JudgedAnswer] = []
            for row in try db.all(
                """
                SELECT a.id, s.id, a.task, a.answer_key, s.created_at, a.submitted_at, d.answer_key, d.method,
                    g.matches, a.pause
                FROM assignment s CROSS JOIN annotation a CROSS JOIN task t
                LEFT JOIN consensus d ON d.task = a.task AND t.gold = 0
                LEFT JOIN gold_answer g ON g.annotation = a.id
                WHERE s.annotator = $2 AND s.project = $1 AND s.state = 'answered' AND s.id > $3
                    AND a.assignment = s.id AND t.id = a.task
                ORDER BY s.id LIMIT $4
                """, project, annotator, after?.value ?? 0, limit)
            {
                answers.append(
                    JudgedAnswer(
                        id: try row.id(0), assignment: try row.id(1), task: try row.id(2), annotator: annotator,
                        key: try row.text(3), givenAt: try row.timestamp(4), submittedAt: try row.timestamp(5),
                        label: row.isNull(6) ? nil : try row.text(6),
                        isAdjudicated: row.isNull(7) ? false : try row.text(7) == ConsensusLabel.adjudicated,
                        isRight: row.isNull(8) ? nil : try row.int(8) == 1, isSetAside: !row.isNull(9)))
            }
            return answers
        }
    }

    /// - Complexity: O(*n*) for *n* accounts, tasks, answers and predictions of the project.
    package func labelingStamp(of project: ProjectID) async throws(StoreError) -> LabelingStamp {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            var figures: [Int64] = []
            for query in [
                """
                SELECT COUNT(*), COALESCE(CAST(SUM(s.id) AS \(db.dialect.integer)), 0)
                FROM account u CROSS JOIN assignment s
                WHERE s.annotator = u.id AND s.project = $1 AND s.state = 'answered'
                """,
                """
                SELECT COUNT(*), COALESCE(MAX(d.decided_at), 0) FROM task t CROSS JOIN consensus d
                WHERE t.project = $1 AND d.task = t.id
                """,
                """
                SELECT COUNT(*), COALESCE(MAX(p.id), 0) FROM task t CROSS JOIN prediction p
                WHERE t.project = $1 AND p.task = t.id
                """,
                "SELECT COUNT(*), COUNT(lifted_at) FROM pause WHERE project = $1",
            ] {
                let row = try db.one(query, project)
                figures += [try row.int64(0), try row.int64(1)]
            }
            return LabelingStamp(figures: figures)
        }
    }
}
