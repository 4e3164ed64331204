package import QuorumCore

extension LabelStore {
    /// Contested tasks that wait for this expert, in order.
    ///
    /// Where two experts must agree, each decides without seeing what the other did.
    ///
    /// - Parameter after: the last task of the page before.
    package func contestedTasks(
        in project: ProjectID, for expert: UserID, after: TaskID?, limit: Int
    ) async throws(StoreError) -> [ContestedTask] {
        try await read { (db) throws(StoreError) in
            let details = try db.details(
                """
                t.project = $1 AND t.state = 'contested' AND t.discarded = 0 AND t.id > $2
                AND NOT EXISTS (SELECT 1 FROM adjudication o WHERE o.task = t.id AND o.expert = $3
                                AND o.undone_at IS NULL AND o.action <> 'more_votes')
                """, [project, after?.value ?? 0, expert], limit: limit)
            var tasks: [ContestedTask] = []
            for detail in details {
                let acts = try db.adjudications("d.task = $1 ORDER BY d.id", [detail.task.id])
                let standing = acts.filter { $0.undoneAt == nil && $0.action != .moreVotes }
                tasks.append(
                    ContestedTask(
                        detail: detail, acts: acts.filter { !standing.contains($0) }, opinions: standing.count))
            }
            return tasks
        }
    }

    /// How many contested tasks a project has.
    package func contestedCount(in project: ProjectID) async throws(StoreError) -> Int {
        try await read { (db) throws(StoreError) in
            try db.one(
                "SELECT COUNT(*) FROM task WHERE project = $1 AND state = 'contested' AND discarded = 0", project
            ).int(0)
        }
    }

    /// What an expert did in a project, the newest first.
    package func adjudications(
        in project: ProjectID, by expert: UserID, limit: Int
    ) async throws(StoreError) -> [Adjudication] {
        try await read { (db) throws(StoreError) in
            try db.adjudications(
                "t.project = $1 AND d.expert = $2 ORDER BY d.id DESC LIMIT $3", [project, expert, limit])
        }
    }

    /// The experts' decisions that labels of a version rest on.
    package func adjudications(
        of version: VersionID, tasks: [TaskID]
    ) async throws(StoreError) -> [Adjudication] {
        guard !tasks.isEmpty else { return [] }
        return try await read { (db) throws(StoreError) in
            let places = tasks.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
            return try db.adjudications(
                """
                d.task IN (\(places))
                AND EXISTS (SELECT 1 FROM version_adjudication v WHERE v.version = $1 AND v.adjudication = d.id)
                ORDER BY d.task, d.id
                """, [version] + tasks)
        }
    }
}

extension Connection {
    func adjudication(_ id: AdjudicationID) throws(StoreError) -> Adjudication {
        guard let adjudication = try adjudications("d.id = $1", [id]).first else {
            throw StoreError(.notFound, "There is no adjudication \(id).")
        }
        return adjudication
    }

    /// - Parameter condition: on `adjudication d` and `task t`; with the order.
    fileprivate func adjudications(
        _ condition: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [Adjudication] {
        var adjudications: [Adjudication] = []
        for row in try query(
            """
            SELECT d.id, d.task, d.expert, d.action, d.label, d.votes, d.note, d.created_at, d.undone_at,
                d.group_act
            FROM adjudication d JOIN task t ON t.id = d.task WHERE \(condition)
            """, arguments)
        {
            let id: AdjudicationID = try row.id(0)
            var errors: [String] = []
            for error in try all("SELECT name FROM adjudication_error WHERE adjudication = $1 ORDER BY name", id) {
                errors.append(try error.text(0))
            }
            adjudications.append(
                Adjudication(
                    id: id, task: try row.id(1), expert: try row.id(2), action: try row.choice(3),
                    label: try row.optionalText(4), votes: try row.optionalInt64(5).map { Int($0) }, errors: errors,
                    note: try row.text(6), createdAt: try row.timestamp(7),
                    undoneAt: try row.optionalInt64(8).map(Timestamp.init(milliseconds:)),
                    groupAct: try row.optionalInt64(9).map(GroupActID.init)))
        }
        return adjudications
    }
}
