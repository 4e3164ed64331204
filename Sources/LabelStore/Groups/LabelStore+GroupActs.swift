package import QuorumCore

/// Tasks of the largest group.
package let largestGroup = 1000

extension LabelStore {
    /// Does what an expert says about a group, all of it or nothing.
    ///
    /// - Throws: `.notFound` for a group that is not the project's, `.conflict` when somebody else acted on it since the
    ///   expert looked, or it is in a state that forbids this, `.invalid` for tasks that are not in it or a label that
    ///   the project does not take.
    package func act(
        on id: TaskGroupID, in project: ProjectID, by expert: UserID, _ deed: GroupDeed, at: Timestamp
    ) async throws(StoreError) -> GroupOutcome {
        try await write { (db) throws(StoreError) in
            // Neither an erasure nor a search takes tasks of it meanwhile.
            _ = try db.steadyProject(project)
            let groups = try db.lockGroups([id] + deed.others, in: project)
            guard let group = groups[id] else { throw StoreError(.notFound, "The project has no group \(id).") }
            guard group.revision == deed.revision else {
                throw StoreError(.conflict, "Somebody has acted on this group since you looked; look again.")
            }
            guard group.state == .proposed || group.state == .confirmed else {
                throw StoreError(.conflict, "This group is \(group.state.rawValue); undo what was done to it first.")
            }
            let label: String? = if case .settle(let label, _) = deed.verb { label } else { nil }
            let act: GroupActID = try db.one(
                """
                INSERT INTO group_act (project, task_group, expert, action, label, note, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """, project, id, expert, deed.action.rawValue, label, deed.note, at
            ).id(0)
            var events: [AuditEntry] = []
            let change =
                switch deed.verb {
                case .confirm: try group.confirmed()
                case .remove(let tasks): try db.remove(tasks, from: group)
                case .split(let tasks): try db.split(tasks, from: group, at: at)
                case .merge(let others): try db.merge(others.map { groups[$0]! }, into: group)
                case .settle(let label, let errors):
                    try db.settle(
                        group, with: act, as: label, ExpertAct(.write(label), errors: errors, note: deed.note),
                        by: expert, events: &events, at: at)
                case .dissolve: try db.dissolve(group)
                }
            try db.make(change, by: act)
            let done = try db.groupAct(act, in: project)
            events.append(
                AuditEntry(
                    "group.acted", "group \(id)",
                    detail: "act \(act) \(deed.action.rawValue), \(done.taskCount) tasks", by: expert))
            try db.audit(events, at: at)
            return GroupOutcome(act: done, group: try db.group(id, in: project), made: change.made)
        }
    }
}

extension TaskGroup {
    fileprivate func confirmed() throws(StoreError) -> GroupChange {
        guard state == .proposed else { throw StoreError(.conflict, "This group is confirmed already.") }
        var change = GroupChange([self])
        change.set(id, to: .confirmed)
        return change
    }
}

extension Connection {
    /// Locks groups in one order, so that no two experts wait for each other.
    ///
    /// - Throws: `.invalid` for groups that the project does not have.
    func lockGroups(_ ids: [TaskGroupID], in project: ProjectID) throws(StoreError) -> [TaskGroupID: TaskGroup] {
        var groups: [TaskGroupID: TaskGroup] = [:]
        for id in Set(ids).sorted() {
            guard
                try first(
                    "SELECT id FROM task_group WHERE id = $1 AND project = $2 \(dialect.forUpdate)", id, project) != nil
            else { throw StoreError(.notFound, "The project has no group \(id).") }
            groups[id] = try group(id, in: project)
        }
        return groups
    }

    func members(of group: TaskGroupID) throws(StoreError) -> [TaskID] {
        var tasks: [TaskID] = []
        for row in try all("SELECT task FROM task_group_member WHERE task_group = $1 ORDER BY task", group) {
            tasks.append(try row.id(0))
        }
        return tasks
    }

    fileprivate func remove(_ tasks: [TaskID], from group: TaskGroup) throws(StoreError) -> GroupChange {
        var change = GroupChange([group])
        change.moves = try part(tasks, of: group).map { .init(task: $0, before: group.id, after: nil) }
        return change
    }

    fileprivate func split(
        _ tasks: [TaskID], from group: TaskGroup, at: Timestamp
    ) throws(StoreError) -> GroupChange {
        let tasks = try part(tasks, of: group)
        // Nobody has said of these that they belong together.
        let made = try insertGroup(in: group.project, by: group.basis, .proposed, at: at)
        var change = GroupChange([group])
        change.states.append(.init(group: made, before: nil, after: .proposed))
        change.moves = tasks.map { .init(task: $0, before: group.id, after: made) }
        change.made = made
        return change
    }

    /// Some of a group's tasks, but not all.
    private func part(_ tasks: [TaskID], of group: TaskGroup) throws(StoreError) -> [TaskID] {
        let members = Set(try members(of: group.id))
        let tasks = Set(tasks).sorted()
        guard !tasks.isEmpty else {
            throw StoreError(.invalid, "No task is named; say which ones.", field: "tasks")
        }
        if let stranger = tasks.first(where: { !members.contains($0) }) {
            throw StoreError(.invalid, "Task \(stranger) is not in this group; look again.", field: "tasks")
        }
        guard tasks.count < members.count else {
            throw StoreError(.invalid, "That is the whole group; dissolve it instead.", field: "tasks")
        }
        return tasks
    }

    fileprivate func merge(_ others: [TaskGroup], into group: TaskGroup) throws(StoreError) -> GroupChange {
        guard !others.isEmpty, others.allSatisfy({ $0.id != group.id }) else {
            throw StoreError(.invalid, "Name other groups, whose tasks this one takes in.", field: "groups")
        }
        if let closed = others.first(where: { $0.state != .proposed && $0.state != .confirmed }) {
            throw StoreError(.invalid, "Group \(closed.id) is \(closed.state.rawValue); name others.", field: "groups")
        }
        let together = others.reduce(group.taskCount) { $0 + $1.taskCount }
        guard together <= largestGroup else {
            throw StoreError(
                .invalid, "Together they have \(together) tasks; a group has at most \(largestGroup).", field: "groups")
        }
        var change = GroupChange([group] + others)
        for other in others {
            change.set(other.id, to: .dissolved)
            for task in try members(of: other.id) {
                change.moves.append(.init(task: task, before: other.id, after: group.id))
            }
        }
        if !others.allSatisfy({ $0.state == .confirmed }) { change.set(group.id, to: .proposed) }
        return change
    }

    fileprivate func dissolve(_ group: TaskGroup) throws(StoreError) -> GroupChange {
        var change = GroupChange([group])
        change.set(group.id, to: .dissolved)
        change.moves = try members(of: group.id).map { .init(task: $0, before: group.id, after: nil) }
        return change
    }

    fileprivate func make(_ change: GroupChange, by act: GroupActID) throws(StoreError) {
        for move in change.moves { try place(move.task, in: move.after) }
        for state in change.states { try set(state.group, to: state.after) }
        try insert(
            change.states.map { [act.sql, $0.group.sql, ($0.before?.rawValue).sql, $0.after.rawValue.sql] },
            into: "group_act_state", ["act", "task_group", "before_act", "after_act"])
        try insert(
            change.moves.map { [act.sql, $0.task.sql, $0.before.sql, $0.after.sql] },
            into: "group_act_move", ["act", "task", "before_act", "after_act"])
    }

    /// - Parameter group: nil for none.
    func place(_ task: TaskID, in group: TaskGroupID?) throws(StoreError) {
        guard let group else {
            try run("DELETE FROM task_group_member WHERE task = $1", task)
            return
        }
        try run(
            """
            INSERT INTO task_group_member (task, task_group) VALUES ($1, $2)
            ON CONFLICT (task) DO UPDATE SET task_group = excluded.task_group
            """, task, group)
    }

    func set(_ group: TaskGroupID, to state: TaskGroup.State) throws(StoreError) {
        try run("UPDATE task_group SET state = $2, revision = revision + 1 WHERE id = $1", group, state.rawValue)
    }
}
