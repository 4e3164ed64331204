package import QuorumCore

/// A group with the first of its tasks, to know it by.
package struct GroupSummary: Sendable, Hashable {
    package let group: TaskGroup
    package let example: TaskDetail
    /// Tasks that wait for a label.
    package let waiting: Int
}

extension LabelStore {
    /// Groups of a project in order, those left out that are dissolved, or all of whose tasks were erased.
    ///
    /// - Parameters:
    ///   - state: nil for all.
    ///   - after: the last group of the page before.
    package func groups(
        in project: ProjectID, state: TaskGroup.State?, after: TaskGroupID?, limit: Int
    ) async throws(StoreError) -> [GroupSummary] {
        try await read { (db) throws(StoreError) in
            let states = (state.map { [$0] } ?? [.proposed, .confirmed, .settled]).map { "'\($0.rawValue)'" }
            var summaries: [GroupSummary] = []
            for group in try db.groups(
                """
                g.project = $1 AND g.id > $2 AND g.state IN (\(states.joined(separator: ", ")))
                AND EXISTS (SELECT 1 FROM task_group_member m WHERE m.task_group = g.id)
                ORDER BY g.id LIMIT $3
                """, [project, after?.value ?? 0, limit])
            {
                guard let example = try db.details(Self.isMember, [group.id]).first else { continue }
                summaries.append(
                    GroupSummary(group: group, example: example, waiting: try db.waitingCount(of: group.id)))
            }
            return summaries
        }
    }

    /// A group and a page of its tasks.
    ///
    /// - Throws: `.notFound` for a group that is not the project's.
    package func group(
        _ id: TaskGroupID, in project: ProjectID, after: TaskID?, limit: Int
    ) async throws(StoreError) -> (group: TaskGroup, tasks: [TaskDetail]) {
        try await read { (db) throws(StoreError) in
            let group = try db.group(id, in: project)
            return (
                group,
                try db.details("\(Self.isMember) AND t.id > $2", [id, after?.value ?? 0], limit: limit)
            )
        }
    }

    /// What experts did about the groups of a project, the newest first.
    package func groupActs(in project: ProjectID, limit: Int) async throws(StoreError) -> [GroupAct] {
        try await read { (db) throws(StoreError) in
            try db.groupActs("x.project = $1 ORDER BY x.id DESC LIMIT $2", [project, limit])
        }
    }

    private static let isMember = "t.id IN (SELECT m.task FROM task_group_member m WHERE m.task_group = $1)"
}

extension Connection {
    func group(_ id: TaskGroupID, in project: ProjectID) throws(StoreError) -> TaskGroup {
        guard let group = try groups("g.project = $1 AND g.id = $2", [project, id]).first else {
            throw StoreError(.notFound, "The project has no group \(id).")
        }
        return group
    }

    /// - Parameter condition: on `task_group g`; with the order.
    fileprivate func groups(
        _ condition: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [TaskGroup] {
        var groups: [TaskGroup] = []
        for row in try query(
            """
            SELECT g.id, g.project, g.basis, g.state, g.revision, g.created_at,
                (SELECT COUNT(*) FROM task_group_member m WHERE m.task_group = g.id)
            FROM task_group g WHERE \(condition)
            """, arguments)
        {
            groups.append(
                TaskGroup(
                    id: try row.id(0), project: try row.id(1), basis: try row.choice(2), state: try row.choice(3),
                    revision: try row.int(4), taskCount: try row.int(6), createdAt: try row.timestamp(5)))
        }
        return groups
    }

    fileprivate func waitingCount(of group: TaskGroupID) throws(StoreError) -> Int {
        try one(
            """
            SELECT COUNT(*) FROM task_group_member m JOIN task t ON t.id = m.task
            WHERE m.task_group = $1 AND t.state IN ('open', 'contested') AND t.discarded = 0
            """, group
        ).int(0)
    }

    func groupAct(_ id: GroupActID, in project: ProjectID) throws(StoreError) -> GroupAct {
        guard let act = try groupActs("x.project = $1 AND x.id = $2", [project, id]).first else {
            throw StoreError(.notFound, "The project has no act \(id) on a group.")
        }
        return act
    }

    /// - Parameter condition: on `group_act x`; with the order.
    fileprivate func groupActs(
        _ condition: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [GroupAct] {
        var acts: [GroupAct] = []
        for row in try query(
            """
            SELECT x.id, x.task_group, x.expert, x.action, x.label, x.note, x.created_at, x.undone_at,
                (SELECT COUNT(*) FROM group_act_move v WHERE v.act = x.id)
                    + (SELECT COUNT(*) FROM adjudication o WHERE o.group_act = x.id)
            FROM group_act x WHERE \(condition)
            """, arguments)
        {
            acts.append(
                GroupAct(
                    id: try row.id(0), group: try row.id(1), expert: try row.id(2), action: try row.choice(3),
                    label: try row.optionalText(4), taskCount: try row.int(8), note: try row.text(5),
                    createdAt: try row.timestamp(6),
                    undoneAt: try row.optionalInt64(7).map(Timestamp.init(milliseconds:))))
        }
        return acts
    }
}
