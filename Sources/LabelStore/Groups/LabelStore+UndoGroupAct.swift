internal import Consensus
package import QuorumCore

extension LabelStore {
    /// Takes back what an expert did about a group: its groups, and the tasks it labeled, are as before, but for labels
    /// that enough other experts have given since.
    ///
    /// Versions that were frozen meanwhile keep what they hold.
    ///
    /// - Throws: `.conflict` when it is taken back already, or something that rests on it came after.
    package func undoGroupAct(
        _ id: GroupActID, in project: ProjectID, by expert: UserID, at: Timestamp
    ) async throws(StoreError) -> GroupOutcome {
        try await write { (db) throws(StoreError) in
            _ = try db.steadyProject(project)
            let change = try db.change(of: db.groupAct(id, in: project))
            _ = try db.lockGroups(change.states.map(\.group), in: project)
            // Read again now that nobody else can act on these groups.
            guard try db.groupAct(id, in: project).undoneAt == nil else {
                throw StoreError(.conflict, "This has been taken back already.")
            }
            if let later = try db.laterAct(than: id) {
                throw StoreError(
                    .conflict, "Act \(later) came after this one on the same group; take that back first.")
            }
            let events = try db.takeBackLabels(of: id, in: project, by: expert, at: at)
            for move in change.moves { try db.putBack(move) }
            for state in change.states { try db.set(state.group, to: state.before ?? .dissolved) }
            try db.run("UPDATE group_act SET undone_at = $2, undone_by = $3 WHERE id = $1", id, at, expert)
            let act = try db.groupAct(id, in: project)
            try db.audit(
                events + [AuditEntry("group.undone", "group \(act.group)", detail: "act \(id)", by: expert)], at: at)
            return GroupOutcome(act: act, group: try db.group(act.group, in: project), made: nil)
        }
    }
}

extension Connection {
    fileprivate func change(of act: GroupAct) throws(StoreError) -> GroupChange {
        var change = GroupChange([])
        for row in try all(
            "SELECT task_group, before_act, after_act FROM group_act_state WHERE act = $1 ORDER BY task_group", act.id)
        {
            change.states.append(
                .init(
                    group: try row.id(0), before: row.isNull(1) ? nil : try row.choice(1), after: try row.choice(2)))
        }
        for row in try all(
            "SELECT task, before_act, after_act FROM group_act_move WHERE act = $1 ORDER BY task", act.id)
        {
            change.moves.append(
                .init(
                    task: try row.id(0), before: try row.optionalInt64(1).map(TaskGroupID.init),
                    after: try row.optionalInt64(2).map(TaskGroupID.init)))
        }
        return change
    }

    /// An act that stands and came after on one of the same groups.
    fileprivate func laterAct(than act: GroupActID) throws(StoreError) -> GroupActID? {
        try first(
            """
            SELECT MAX(x.id) FROM group_act x JOIN group_act_state s ON s.act = x.id
            JOIN group_act_state o ON o.task_group = s.task_group
            WHERE o.act = $1 AND x.id > $1 AND x.undone_at IS NULL
            """, act
        )?.optionalInt64(0).map(GroupActID.init)
    }

    /// A task that was taken out may be in a group that was found since.
    fileprivate func putBack(_ move: GroupChange.Move) throws(StoreError) {
        let present = try first("SELECT task_group FROM task_group_member WHERE task = $1", move.task)
        let group = try present.map { (row) throws(StoreError) -> TaskGroupID in try row.id(0) }
        guard group == move.after else {
            throw StoreError(
                .conflict,
                "Task \(move.task) is in \(group.map { "group \($0)" } ?? "no group") by now; "
                    + "dissolve or undo that first.")
        }
        try place(move.task, in: move.before)
    }

    /// Takes back the decisions of an act, and asks people again where it ended that.
    fileprivate func takeBackLabels(
        of act: GroupActID, in project: ProjectID, by expert: UserID, at: Timestamp
    ) throws(StoreError) -> [AuditEntry] {
        var ids: [TaskID] = []
        for row in try all(
            "SELECT task FROM adjudication WHERE group_act = $1 AND undone_at IS NULL ORDER BY task", act)
        {
            ids.append(try row.id(0))
        }
        guard !ids.isEmpty else { return [] }
        let project = try self.project(project)
        let tasks = try lockTasks(ids)
        if let gold = tasks.values.filter(\.isGold).map(\.id).min() {
            throw StoreError(.conflict, "Task \(gold) has become gold in the meantime; its right answer stands.")
        }
        try run(
            "UPDATE adjudication SET undone_at = $2, undone_by = $3 WHERE group_act = $1 AND undone_at IS NULL", act,
            at,
            expert)
        var events: [AuditEntry] = []
        for task in ids.compactMap({ tasks[$0] }) {
            if try removeLabel(of: task.id, lessThan: project.adjudication.experts) {
                try reopen(task, in: project, at: at)
                events.append(AuditEntry("task.unsettled", "task \(task.id)", detail: "act \(act)", by: expert))
            }
        }
        return events
    }

    /// Lets a task stand where its answers leave it.
    private func reopen(_ task: LockedTask, in project: Project, at: Timestamp) throws(StoreError) {
        let answers = try givenAnswers(to: task.id)
        let decision = QuorumDecision(answers, policy: try project.policy(of: task))
        var counters = task.counters
        counters.state = decision.outcome.taskState
        counters.wanted = decision.outcome.wanted
        if task.isBegun {
            try set(task, to: counters)
        } else {
            // Never given out: it keeps its place in the project's order.
            try run(
                "UPDATE task SET state = $2, wanted = $3 WHERE id = $1", task.id, counters.state.rawValue,
                counters.wanted)
        }
        try keep(decision, of: task.id, votes: answers.count, at: at)
    }
}
