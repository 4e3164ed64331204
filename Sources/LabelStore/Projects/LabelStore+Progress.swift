internal import Consensus
package import QuorumCore

/// How much of what a project has.
package struct ProjectCounts: Sendable, Hashable {
    /// How many there are in each state; a state without any is left out.
    package let sources: [SourceState: Int]
    package let tasks: [TaskState: Int]
    package let annotations: Int
}

/// How far a project is.
package struct ProjectProgress: Sendable, Hashable {
    package let counts: ProjectCounts
    /// Everybody who has answered, by number.
    package let annotators: [AnnotatorProgress]

    package var sources: [SourceState: Int] { counts.sources }
    package var tasks: [TaskState: Int] { counts.tasks }
    package var annotations: Int { counts.annotations }
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

    /// How much there is, without looking at what anybody answered.
    package func counts(of project: ProjectID) async throws(StoreError) -> ProjectCounts {
        try await read { (db) throws(StoreError) in
            _ = try db.project(project)
            let annotations = try db.one(
                "SELECT COUNT(*) FROM task t JOIN annotation a ON a.task = t.id WHERE t.project = $1", project)
            return try db.counts(of: project, annotations: annotations.int(0))
        }
    }

    package func progress(of project: ProjectID) async throws(StoreError) -> ProjectProgress {
        try await read { (db) throws(StoreError) in
            let policy = try db.project(project).policy
            let annotators = try db.annotators(of: project, by: policy)
            let annotations = annotators.reduce(0) { $0 + $1.annotations }
            return ProjectProgress(
                counts: try db.counts(of: project, annotations: annotations), annotators: annotators)
        }
    }
}

extension Connection {
    fileprivate func counts(of project: ProjectID, annotations: Int) throws(StoreError) -> ProjectCounts {
        ProjectCounts(
            sources: try counts("SELECT state, COUNT(*) FROM source WHERE project = $1 GROUP BY state", project),
            tasks: try counts(
                """
                SELECT \(LabelingTask.state), COUNT(*) FROM task t WHERE t.project = $1 AND t.gold = 0
                GROUP BY t.state, t.discarded
                """, project),
            annotations: annotations)
    }

    private func counts<State: RawRepresentable<String> & Hashable>(
        _ sql: String, _ project: ProjectID
    ) throws(StoreError) -> [State: Int] {
        var counts: [State: Int] = [:]
        for row in try all(sql, project) { counts[try row.choice(0)] = try row.int(1) }
        return counts
    }

    fileprivate func annotators(
        of project: ProjectID, by policy: QuorumPolicy
    ) throws(StoreError) -> [AnnotatorProgress] {
        let close = try policy.match == .median || policy.match == .overlap ? nearMatches(in: project, by: policy) : [:]
        var annotators: [AnnotatorProgress] = []
        for row in try all(
            """
            SELECT u.id, u.name, COUNT(*), COALESCE(SUM(CASE WHEN c.answer_key = a.answer_key THEN 1 ELSE 0 END), 0),
                COUNT(c.task)
            FROM task t JOIN annotation a ON a.task = t.id JOIN account u ON u.id = a.annotator
            LEFT JOIN consensus c ON c.task = t.id AND t.gold = 0 AND a.pause IS NULL
            WHERE t.project = $1 GROUP BY u.id, u.name ORDER BY u.id
            """, project)
        {
            let user: UserID = try row.id(0)
            annotators.append(
                AnnotatorProgress(
                    user: user, name: try row.text(1), annotations: try row.int(2),
                    agreedWithConsensus: try row.int(3) + (close[user] ?? 0), settledAnnotations: try row.int(4)))
        }
        return annotators
    }

    /// How many answers of each person match their task's label without being equal to it.
    private func nearMatches(in project: ProjectID, by policy: QuorumPolicy) throws(StoreError) -> [UserID: Int] {
        let match = AnswerMatch(policy)
        var matches: [UserID: Int] = [:]
        for row in try all(
            """
            SELECT a.annotator, a.answer_key, c.answer_key, COUNT(*)
            FROM task t JOIN annotation a ON a.task = t.id JOIN consensus c ON c.task = t.id
            WHERE t.project = $1 AND t.gold = 0 AND a.pause IS NULL AND c.answer_key <> a.answer_key
            GROUP BY a.annotator, a.answer_key, c.answer_key
            """, project)
        where try match.matches(row.text(1), label: row.text(2)) {
            matches[try row.id(0), default: 0] += try row.int(3)
        }
        return matches
    }
}
