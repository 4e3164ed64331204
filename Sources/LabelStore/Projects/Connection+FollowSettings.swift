internal import Consensus
internal import QuorumCore

/// How tasks follow settings that change.
extension Connection {
    /// Puts tasks nobody has begun where the project's order has them.
    func reorder(_ project: Project) throws(StoreError) {
        let tasks = try all(
            """
            SELECT t.id, c.source, c.ordinal, p.entropy, p.margin
            FROM task t JOIN chunk c ON c.id = t.chunk
            LEFT JOIN prediction p ON p.id = (
                SELECT MAX(q.id) FROM prediction q WHERE q.task = t.id AND q.entropy IS NOT NULL)
            WHERE t.project = $1 AND t.turn IS NULL
            """, project.id)
        for task in tasks {
            var position = project.dispatch.position(source: try task.int64(1), ordinal: try task.int(2))
            if let entropy = try task.optionalDouble(3), let margin = try task.optionalDouble(4) {
                let uncertainty = PredictionUncertainty(entropy: entropy, margin: margin)
                position = project.dispatch.position(uncertainty) ?? position
            }
            try run("UPDATE task SET position = $2 WHERE id = $1 AND turn IS NULL", task.int64(0), position)
        }
    }

    /// Gives tasks nobody has begun the project's quorum.
    func setQuorumOfFreshTasks(of project: Project) throws(StoreError) {
        let wanted = QuorumTally.decide(keys: [], policy: project.policy).wanted
        try run(
            """
            UPDATE task SET max_answers = $2, wanted = $3
            WHERE project = $1 AND turn IS NULL AND state = 'open' AND gold = 0
            """, project.id, project.policy.max, wanted)
    }

    /// The tasks that were begun and that people, not an expert, are still to decide, locked.
    ///
    /// Fresh tasks come before: one that is begun meanwhile is among these then.
    func lockUndecidedTasks(of project: ProjectID) throws(StoreError) -> [TaskID: LockedTask] {
        var tasks = try lockTasks(undecidedTasks(of: project))
        // An expert may have spoken while the locks were waited for.
        let still = Set(try undecidedTasks(of: project))
        tasks = tasks.filter { still.contains($0.key) }
        return tasks
    }

    private func undecidedTasks(of project: ProjectID) throws(StoreError) -> [TaskID] {
        var ids: [TaskID] = []
        for row in try all(
            "SELECT t.id FROM task t WHERE t.project = $1 AND t.turn IS NOT NULL AND \(LockedTask.isUndecided)",
            project)
        { ids.append(try row.id(0)) }
        return ids
    }

    /// Decides tasks by the project's quorum, with as many more answers as experts asked for. No task is allowed fewer
    /// answers than it has or people are at.
    func decideAnew(
        _ tasks: [TaskID: LockedTask], in project: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        let extra = try answersExpertsAskedFor(in: project.id)
        let ids = tasks.keys.sorted()
        for id in ids {
            guard let task = tasks[id] else { continue }
            let most = min(project.policy.max + (extra[id] ?? 0), QuorumPolicy.answerLimit)
            try run(
                "UPDATE task SET max_answers = $2 WHERE id = $1", id, max(most, task.answers + task.leases))
        }
        let renewed = try lockTasks(ids)
        for id in ids {
            guard let task = renewed[id] else { continue }
            try decideAnew(task, more: 0, in: project, events: &events, at: at)
        }
    }

    private func answersExpertsAskedFor(in project: ProjectID) throws(StoreError) -> [TaskID: Int] {
        var more: [TaskID: Int] = [:]
        for row in try all(
            """
            SELECT d.task, CAST(SUM(d.votes) AS \(dialect.integer)) FROM adjudication d JOIN task t ON t.id = d.task
            WHERE t.project = $1 AND d.action = 'more_votes' AND d.undone_at IS NULL GROUP BY d.task
            """, project)
        { more[try row.id(0)] = try row.int(1) }
        return more
    }

    /// Bars tasks to whoever uploaded them, or to nobody any more.
    ///
    /// - Returns: those that are free for somebody they were not free for.
    func rebar(_ project: Project) throws(StoreError) -> Set<TaskID> {
        guard project.dispatch.servesOwnUploads else {
            try run(
                """
                UPDATE task SET barred = COALESCE((
                    SELECT s.uploader FROM chunk c JOIN source s ON s.id = c.source WHERE c.id = task.chunk), 0)
                WHERE project = $1
                """, project.id)
            return []
        }
        var freed: Set<TaskID> = []
        for row in try all("SELECT id FROM task WHERE project = $1 AND barred <> 0", project.id) {
            freed.insert(try row.id(0))
        }
        try run("UPDATE task SET barred = 0 WHERE project = $1 AND barred <> 0", project.id)
        return freed
    }
}

extension LockedTask {
    /// Of `task t`: whether people's answers can still decide it. Tasks an expert has spoken about stay as they are
    /// before the expert.
    static let isUndecided = """
        t.gold = 0 AND t.discarded = 0 AND t.state IN ('open', 'contested') AND NOT EXISTS (
            SELECT 1 FROM adjudication o
            WHERE o.task = t.id AND o.undone_at IS NULL AND o.action <> 'more_votes')
        """
}
