internal import Consensus
internal import QuorumCore

extension Connection {
    /// Applies the quorum to the answers that count now.
    ///
    /// - Parameter more: how many more count than before.
    func decideAnew(
        _ task: LockedTask, more: Int, in project: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        let answers = try givenAnswers(to: task.id)
        let decision = QuorumDecision(answers, policy: try project.policy(of: task))
        var counters = task.counters
        counters.answers += more
        counters.state = decision.outcome.taskState
        counters.wanted = decision.outcome.wanted
        if counters.state == .settled { try endLeases(of: task.id, &counters) }
        try set(task, to: counters, isNewToSomebody: true)
        try keep(decision, of: task.id, votes: answers.count, at: at)
        if counters.state != task.state {
            events.append(AuditEntry("task.\(counters.state.rawValue)", "task \(task.id)", by: nil))
            try announce(counters.state, of: task.id, in: project.id, at: at)
        }
    }

    /// Whoever still holds a task is asked no more.
    func endLeases(of task: TaskID, _ counters: inout TaskCounters) throws(StoreError) {
        guard counters.leases > 0 else { return }
        try run("UPDATE assignment SET state = 'expired' WHERE task = $1 AND state = 'live'", task)
        counters.leases = 0
    }
}
