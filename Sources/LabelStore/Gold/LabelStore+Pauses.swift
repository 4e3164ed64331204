package import QuorumCore

extension LabelStore {
    /// Asks somebody nothing more in a project until they are let go on, and lets their answers to tasks that are not
    /// decided count no more: others are asked instead.
    ///
    /// - Parameter governed: the roles of those whom the manager may pause. Who is no member can be paused as well, for the
    ///   answers they gave.
    /// - Throws: `.conflict` for whoever is paused already, `.forbidden` where the role is not one of `governed`,
    ///   `.notFound` for whoever is no member and never answered.
    package func pause(
        _ annotator: UserID, in project: ProjectID, governed: [ProjectRole], by manager: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            _ = try db.lockPerson(annotator, in: project)
            try db.requirePausable(annotator, in: project, governed)
            guard try !db.isPaused(annotator, in: project) else {
                throw StoreError(.conflict, "They are paused already.")
            }
            var events: [AuditEntry] = []
            try db.pause(
                annotator, in: project, for: .manager, by: manager, events: &events, at: at)
            try db.audit(events, at: at)
        }
    }

    /// Lets somebody go on. Their answers that were set aside count again where the task still waits for one.
    ///
    /// - Throws: `.notFound` for whoever is not paused, `.forbidden` where their role is not one of `governed`.
    package func lift(
        pauseOf annotator: UserID, in project: ProjectID, governed: [ProjectRole], by manager: UserID, at: Timestamp
    ) async throws(StoreError) {
        try await write { (db) throws(StoreError) in
            _ = try db.lockPerson(annotator, in: project)
            try db.requirePausable(annotator, in: project, governed)
            guard
                let row = try db.first(
                    "SELECT id FROM pause WHERE project = $1 AND annotator = $2 AND lifted_at IS NULL", project,
                    annotator)
            else { throw StoreError(.notFound, "They are not paused; there is nothing to lift.") }
            let id: PauseID = try row.id(0)
            var events = [AuditEntry("pause.lifted", "user \(annotator)", detail: "project \(project)", by: manager)]
            try db.takeBack(id, in: db.steadyProject(project), events: &events, at: at)
            try db.run(
                """
                UPDATE pause SET lifted_at = $2, lifted_by = $3,
                    last_annotation = (SELECT COALESCE(MAX(id), 0) FROM annotation) WHERE id = $1
                """, id, at, manager)
            try db.audit(events, at: at)
        }
    }

    /// Who is asked nothing for now.
    package func pauses(in project: ProjectID) async throws(StoreError) -> [Pause] {
        try await read { (db) throws(StoreError) in
            var pauses: [Pause] = []
            for row in try db.all(
                """
                SELECT id, annotator, reason, created_at FROM pause
                WHERE project = $1 AND lifted_at IS NULL ORDER BY annotator
                """, project)
            {
                pauses.append(
                    Pause(
                        id: try row.id(0), annotator: try row.id(1), reason: try row.choice(2),
                        createdAt: try row.timestamp(3)))
            }
            return pauses
        }
    }
}

extension StoreError {
    static let paused = StoreError(
        .forbidden, "Your work in this project is paused; ask whoever manages the project.")
}

extension Connection {
    /// Lets through who is no member any more but has answered.
    fileprivate func requirePausable(
        _ annotator: UserID, in project: ProjectID, _ governed: [ProjectRole]
    ) throws(StoreError) {
        if try role(of: annotator, in: project) == nil {
            let answered = try first(
                "SELECT 1 FROM assignment WHERE annotator = $1 AND project = $2 LIMIT 1", annotator, project)
            if answered != nil { return }
        }
        try requireGoverned(annotator, of: project, governed, to: "pause")
    }

    func isPaused(_ annotator: UserID, in project: ProjectID) throws(StoreError) -> Bool {
        try first(
            "SELECT 1 FROM pause WHERE project = $1 AND annotator = $2 AND lifted_at IS NULL", project, annotator)
            != nil
    }

    /// - Parameter manager: nil where nobody did it.
    func pause(
        _ annotator: UserID, in project: ProjectID, for reason: Pause.Reason, by manager: UserID?,
        events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        let project = try steadyProject(project)
        let id: PauseID = try one(
            """
            INSERT INTO pause (project, annotator, reason, created_at, last_annotation)
            VALUES ($1, $2, $3, $4, 0) RETURNING id
            """, project.id, annotator, reason.rawValue, at
        ).id(0)
        events.append(
            AuditEntry("annotator.paused", "user \(annotator)", detail: "project \(project.id) \(reason)", by: manager))
        try announce(
            .annotatorPaused, in: project.id,
            Announcement().with("user", annotator.value).with("reason", reason.rawValue), at: at)
        let held = try all(
            "SELECT task FROM assignment WHERE project = $1 AND annotator = $2 AND state = 'live'", project.id,
            annotator)
        let answered = try all(
            """
            SELECT a.task FROM assignment s CROSS JOIN annotation a CROSS JOIN task t
            WHERE s.annotator = $2 AND s.project = $1 AND s.state = 'answered' AND a.assignment = s.id
                AND t.id = a.task AND a.pause IS NULL AND \(LockedTask.isUndecided)
            """, project.id, annotator)
        var (leased, aside): ([TaskID], [TaskID]) = ([], [])
        for row in held { leased.append(try row.id(0)) }
        for row in answered { aside.append(try row.id(0)) }
        // All locks before the first turn, since whoever takes turns waits for nothing more.
        let tasks = try lockTasks(leased + aside)
        try run(
            "UPDATE assignment SET state = 'expired' WHERE project = $1 AND annotator = $2 AND state = 'live'",
            project.id, annotator)
        for task in leased.compactMap({ tasks[$0] }) { try giveBack(task, isNewToSomebody: true) }
        for task in aside.compactMap({ tasks[$0] }) where task.state == .open || task.state == .contested {
            try run("UPDATE annotation SET pause = $3 WHERE task = $1 AND annotator = $2", task.id, annotator, id)
            try decideAnew(task, more: -1, in: project, events: &events, at: at)
        }
    }

    /// Lets the answers count again that a pause set aside, as far as their tasks still take answers.
    fileprivate func takeBack(
        _ pause: PauseID, in project: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        var ids: [TaskID] = []
        for row in try all("SELECT task FROM annotation WHERE pause = $1", pause) { ids.append(try row.id(0)) }
        let tasks = try lockTasks(ids)
        for task in ids.compactMap({ tasks[$0] }) where task.state == .open && !task.isGold {
            guard task.answers + task.leases < task.maxAnswers else { continue }
            try run("UPDATE annotation SET pause = NULL WHERE task = $1 AND pause = $2", task.id, pause)
            try decideAnew(task, more: 1, in: project, events: &events, at: at)
        }
    }
}
