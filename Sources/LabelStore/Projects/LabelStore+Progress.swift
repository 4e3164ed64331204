package import QuorumCore

/// How far a project is.
package struct ProjectProgress: Sendable, Hashable {
    /// How many there are in each state; a state without any is left out.
    package let sources: [SourceState: Int]
    package let tasks: [TaskState: Int]
    package let annotations: Int
    /// Everybody who has answered, by number.
    package let annotators: [AnnotatorProgress]
}

package struct AnnotatorProgress: Sendable, Hashable {
    package let user: UserID
    package let name: String
    package let annotations: Int
    /// Of the answers to settled tasks, those that match the consensus.
    package let agreedWithConsensus: Int
    /// Answers to settled tasks.
    package let settledAnnotations: Int
}

extension LabelStore {
    /// How many answers somebody has given.
    package func annotationCount(in project: ProjectID, by annotator: UserID) async throws(StoreError) -> Int {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            return try db.one(
                """
                SELECT COUNT(*) FROM assignment WHERE annotator = $1 AND project = $2 AND state = 'answered'
                """, annotator, project
            ).int(0)
        }
    }

    package func progress(of project: ProjectID) async throws(StoreError) -> ProjectProgress {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            let annotators = try db.annotators(of: project)
            return ProjectProgress(
                sources: try db.counts("SELECT state, COUNT(*) FROM source WHERE project = $1 GROUP BY state", project),
                tasks: try db.counts(
                    """
                    SELECT \(LabelingTask.state), COUNT(*) FROM task t WHERE t.project = $1 AND t.gold = 0
                    GROUP BY t.state, t.discarded
                    """, project),
                annotations: annotators.reduce(0) { $0 + $1.annotations }, annotators: annotators)
        }
    }
}

extension Connection {
    fileprivate func counts<State: RawRepresentable<String> & Hashable>(
        _ sql: String, _ project: ProjectID
    ) throws(StoreError) -> [State: Int] {
        var counts: [State: Int] = [:]
        for row in try all(sql, project) { counts[try row.choice(0)] = try row.int(1) }
        return counts
    }

    fileprivate func annotators(of project: ProjectID) throws(StoreError) -> [AnnotatorProgress] {
        var annotators: [AnnotatorProgress] = []
        for row in try all(
            """
            SELECT u.id, u.name, COUNT(*),
                   COALESCE(SUM(CASE WHEN c.answer_key = a.answer_key THEN 1
                                     WHEN p.match_rule = 'median' THEN CASE
                                          WHEN ABS(CAST(c.answer_key AS \(dialect.integer))
                                               - CAST(a.answer_key AS \(dialect.integer))) <= p.tolerance THEN 1
                                          ELSE 0 END
                                     ELSE 0 END), 0),
                   COALESCE(SUM(CASE WHEN c.task IS NULL THEN 0 ELSE 1 END), 0)
            FROM task t
            JOIN project p ON p.id = t.project
            JOIN annotation a ON a.task = t.id
            JOIN account u ON u.id = a.annotator
            LEFT JOIN consensus c ON c.task = t.id
            WHERE t.project = $1 GROUP BY u.id, u.name ORDER BY u.id
            """, project)
        {
            annotators.append(
                AnnotatorProgress(
                    user: try row.id(0), name: try row.text(1), annotations: try row.int(2),
                    agreedWithConsensus: try row.int(3), settledAnnotations: try row.int(4)))
        }
        return annotators
    }
}
