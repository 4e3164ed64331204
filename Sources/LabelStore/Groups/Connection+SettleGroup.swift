internal import QuorumCore

extension Connection {
    /// Gives a label to all tasks of a confirmed group that wait for one, each by a decision of the expert's own.
    ///
    /// Where two experts are asked for, tasks settle with the second one's act, and only contested ones: people go on
    /// answering the others.
    ///
    /// - Throws: `.conflict` for a group that nobody confirmed, or when no task waits for this expert.
    func settle(
        _ group: TaskGroup, with act: GroupActID, as label: String, _ words: ExpertAct, by expert: UserID,
        events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) -> GroupChange {
        guard group.state == .confirmed else {
            throw StoreError(
                .conflict, "Nobody has confirmed that these tasks belong together; confirm the group first.")
        }
        let project = try project(group.project)
        try project.check(words.errors)
        let tasks = try lockTasks(members(of: group.id))
        let decided = try decided(by: expert, among: Array(tasks.keys))
        var (given, waiting) = (0, 0)
        for task in tasks.values.sorted(by: { $0.id < $1.id }) where task.isUndecided {
            guard !decided.contains(task.id), task.state == .contested || project.adjudication.experts == 1 else {
                waiting += 1
                continue
            }
            let canonical: String
            do {
                canonical = try accepted(label, to: task.id, in: project)
            } catch {
                throw StoreError(
                    error.code, "Task \(task.id) does not take this label: \(error.message)", field: "label")
            }
            let (_, state) = try give(canonical, words, of: expert, to: task, in: project, with: act, at: at)
            given += 1
            if state == .settled {
                events.append(AuditEntry("task.settled", "task \(task.id)", detail: "group \(group.id)", by: expert))
            } else {
                waiting += 1
            }
        }
        guard given > 0 else {
            throw StoreError(.conflict, "No task of this group waits for a label of yours.")
        }
        var change = GroupChange([group])
        if waiting == 0 { change.set(group.id, to: .settled) }
        return change
    }

    /// Tasks on which the expert has a decision that stands.
    private func decided(by expert: UserID, among tasks: [TaskID]) throws(StoreError) -> Set<TaskID> {
        var found: Set<TaskID> = []
        for row in try query(
            tasks.sorted(), after: [expert],
            {
                """
                SELECT o.task FROM adjudication o
                WHERE o.expert = $1 AND o.undone_at IS NULL AND o.action <> 'more_votes' AND o.task IN \($0)
                """
            })
        {
            found.insert(try row.id(0))
        }
        return found
    }
}

extension LockedTask {
    /// Whether it waits for a label.
    fileprivate var isUndecided: Bool { !isGold && (state == .open || state == .contested) }
}
