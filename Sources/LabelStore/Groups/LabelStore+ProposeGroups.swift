internal import Consensus
package import QuorumCore

/// A task that waits for a label, and the text by which it may look like others.
package struct GroupCandidate: Sendable, Hashable {
    package let task: TaskID
    package let text: String

    package init(task: TaskID, text: String) {
        self.task = task
        self.text = text
    }
}

extension LabelStore {
    /// Tasks of no group that wait for a label, in order: open ones and contested ones, but no gold.
    ///
    /// - Parameters:
    ///   - basis: by answers, the text is what most people answered, of equally many the first, and tasks nobody has
    ///     answered are left out.
    ///   - limit: of tasks looked at.
    package func groupCandidates(
        in project: ProjectID, by basis: TaskGroup.Basis, limit: Int
    ) async throws(StoreError) -> [GroupCandidate] {
        try await read { (db) throws(StoreError) in
            switch basis {
            case .text: try db.texts(waitingIn: project, limit: limit)
            case .answer: try db.leadingAnswers(waitingIn: project, limit: limit)
            }
        }
    }

    /// Keeps groups that were found. Nothing is labeled by them until an expert confirms one.
    ///
    /// Tasks that got into a group or a label meanwhile are left out, and so are groups that have fewer than two left.
    package func propose(
        _ groups: [[TaskID]], by basis: TaskGroup.Basis, in project: ProjectID, asked expert: UserID, at: Timestamp
    ) async throws(StoreError) -> [TaskGroupID] {
        try await write { (db) throws(StoreError) in
            // One search is kept at a time, or two would take the same tasks.
            _ = try db.first("SELECT id FROM project WHERE id = $1 \(db.dialect.forUpdate)", project)
            let waiting = try db.waiting(of: groups.flatMap { $0 }, in: project)
            var made: [TaskGroupID] = []
            for group in groups {
                let tasks = group.filter(waiting.contains)
                guard tasks.count > 1 else { continue }
                let id: TaskGroupID = try db.insertGroup(in: project, by: basis, .proposed, at: at)
                try db.insert(tasks.map { [$0.sql, id.sql] }, into: "task_group_member", ["task", "task_group"])
                made.append(id)
            }
            try db.audit(
                "groups.proposed", "project \(project)", detail: "\(made.count) by \(basis.rawValue)", by: expert,
                at: at)
            return made
        }
    }
}

extension Connection {
    func insertGroup(
        in project: ProjectID, by basis: TaskGroup.Basis, _ state: TaskGroup.State, at: Timestamp
    ) throws(StoreError) -> TaskGroupID {
        try one(
            "INSERT INTO task_group (project, basis, state, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
            project, basis.rawValue, state.rawValue, at
        ).id(0)
    }

    /// Tasks `t` that wait for a label and are in no group.
    private var isWaiting: String {
        """
        t.state IN ('open', 'contested') AND t.discarded = 0 AND t.gold = 0
        AND NOT EXISTS (SELECT 1 FROM task_group_member m WHERE m.task = t.id)
        """
    }

    fileprivate func waiting(of tasks: [TaskID], in project: ProjectID) throws(StoreError) -> Set<TaskID> {
        var found: Set<TaskID> = []
        for row in try query(
            tasks, after: [project],
            { "SELECT t.id FROM task t WHERE t.project = $1 AND \(isWaiting) AND t.id IN \($0)" })
        {
            found.insert(try row.id(0))
        }
        return found
    }

    fileprivate func texts(waitingIn project: ProjectID, limit: Int) throws(StoreError) -> [GroupCandidate] {
        var candidates: [GroupCandidate] = []
        for row in try all(
            """
            SELECT t.id, c.text, c.option_a, c.option_b FROM task t JOIN chunk c ON c.id = t.chunk
            WHERE t.project = $1 AND \(isWaiting) AND c.text IS NOT NULL ORDER BY t.id LIMIT $2
            """, project, limit)
        {
            let parts = [try row.text(1), try row.optionalText(2), try row.optionalText(3)].compactMap { $0 }
            candidates.append(GroupCandidate(task: try row.id(0), text: parts.joined(separator: "\n")))
        }
        return candidates
    }

    fileprivate func leadingAnswers(waitingIn project: ProjectID, limit: Int) throws(StoreError) -> [GroupCandidate] {
        var candidates: [GroupCandidate] = []
        var answers: [(answer: String, key: String)] = []
        var current: TaskID?
        func close() {
            guard let current, let leading = Self.leading(answers) else { return }
            candidates.append(GroupCandidate(task: current, text: leading))
        }
        for row in try all(
            """
            SELECT a.task, a.answer, a.answer_key FROM annotation a
            WHERE a.pause IS NULL AND a.task IN (
                SELECT t.id FROM task t WHERE t.project = $1 AND \(isWaiting) AND t.answers > 0 ORDER BY t.id LIMIT $2)
            ORDER BY a.task, a.id
            """, project, limit)
        {
            let task: TaskID = try row.id(0)
            if task != current {
                close()
                current = task
                answers.removeAll(keepingCapacity: true)
            }
            answers.append((try row.text(1), try row.text(2)))
        }
        close()
        return candidates
    }

    /// The answer that most people gave; of equally many the first.
    private static func leading(_ answers: [(answer: String, key: String)]) -> String? {
        let counts = Dictionary(answers.map { ($0.key, 1) }, uniquingKeysWith: +)
        guard let most = counts.values.max(), let key = answers.first(where: { counts[$0.key] == most })?.key else {
            return nil
        }
        return Representative.answer(for: key, among: answers)
    }
}
