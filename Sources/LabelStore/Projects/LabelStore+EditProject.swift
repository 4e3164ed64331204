package import QuorumCore

extension LabelStore {
    /// Gives a project other settings, and applies them to what is not decided.
    ///
    /// Tasks that wait for answers are decided anew by a changed quorum, contested ones too as long as no expert has
    /// spoken; what is settled stays as it was. Tasks nobody has begun move to where a changed order puts them.
    ///
    /// - Parameters:
    ///   - before: the project as whoever changes it knows it.
    ///   - after: the project as it is to be.
    ///   - detail: what changed, for the audit record.
    /// - Throws: `.stale` when the project is not as `before` any more, `.invalid` with the field for what cannot change,
    ///   `.conflict` for a name that another project has.
    /// - Complexity: O(*n*) for *n* tasks, if the quorum, the order or `own_uploads` changes.
    package func editProject(
        from before: Project, to after: Project, detail: String, by manager: UserID, at: Timestamp
    ) async throws(StoreError) -> Project {
        try await write { (db) throws(StoreError) in
            _ = try db.first("SELECT 1 FROM project WHERE id = $1 \(db.dialect.forUpdate)", before.id)
            guard try db.project(before.id) == before else {
                throw StoreError(
                    .stale, "Somebody has changed the settings in the meantime; look at them, then change yours.")
            }
            guard after != before else { return before }
            try db.checkEdit(from: before, to: after)
            try db.write(after, over: before)
            var events: [AuditEntry] = []
            try db.apply(after, after: before, events: &events, at: at)
            try db.audit(
                [AuditEntry("project.changed", "project \(after.id)", detail: detail, by: manager)] + events, at: at)
            return try db.project(after.id)
        }
    }
}

extension Connection {
    /// A project whose settings nobody changes until the transaction ends: for tasks that are made or decided by them.
    func steadyProject(_ id: ProjectID) throws(StoreError) -> Project {
        _ = try first("SELECT 1 FROM project WHERE id = $1 \(dialect.forShare)", id)
        return try project(id)
    }

    fileprivate func checkEdit(from before: Project, to after: Project) throws(StoreError) {
        if after.name != before.name,
            try first("SELECT 1 FROM project WHERE name = $1 AND id <> $2", after.name, after.id) != nil
        {
            throw StoreError(
                .conflict, "A project is named \"\(after.name)\" already; choose another name.", field: "name")
        }
        guard let change = ProjectChange.fixed(from: before, to: after), try hasContent(after.id) else { return }
        throw StoreError(.invalid, change.refusal, field: change.field)
    }

    /// Whether anything was stored in the form that the settings gave it: answers, predictions, gold.
    private func hasContent(_ project: ProjectID) throws(StoreError) -> Bool {
        for table in ["annotation", "prediction", "gold"] {
            let row = try first(
                "SELECT 1 FROM \(table) x JOIN task t ON t.id = x.task WHERE t.project = $1 LIMIT 1", project)
            if row != nil { return true }
        }
        return false
    }

    fileprivate func write(_ new: Project, over old: Project) throws(StoreError) {
        try run(
            """
            UPDATE project SET name = $2, guidelines = $3, agree = $4, max_answers = $5, normalisation = $6,
                min_chunk = $7, max_chunk = $8, pause = $9, task_order = $10, order_seed = $11, own_uploads = $12,
                experts = $13, match_rule = $14, scale_lowest = $15, scale_highest = $16, tolerance = $17,
                overlap = $18, prefill = $19, gold_rate = $20, gold_feedback = $21, gold_accuracy = $22,
                gold_answers = $23
            WHERE id = $1
            """,
            new.id, new.name, new.guidelines, new.policy.agree, new.policy.max, new.policy.normalisation.rawValue,
            new.chunking.minimum, new.chunking.maximum, new.chunking.pause, new.dispatch.order.rawValue,
            String(new.dispatch.seed), new.dispatch.servesOwnUploads ? 1 : 0, new.adjudication.experts,
            new.policy.match.rawValue, new.scale?.lowest, new.scale?.highest, new.policy.tolerance,
            new.policy.overlap, new.dispatch.showsPredictions ? 1 : 0, new.gold.rate, new.gold.givesFeedback ? 1 : 0,
            new.gold.leastAccuracy, new.gold.fewestAnswers)
        if new.labels != old.labels { try setLabels(new.labels, of: new.id) }
        if new.adjudication.errorKinds != old.adjudication.errorKinds {
            try setErrorKinds(new.adjudication.errorKinds, of: new.id)
        }
    }

    /// Lets tasks follow the settings. All locks come before the first turn, since whoever takes turns waits for nothing.
    fileprivate func apply(
        _ new: Project, after old: Project, events: inout [AuditEntry], at: Timestamp
    ) throws(StoreError) {
        let (quorum, bars) = (new.policy != old.policy, new.dispatch.servesOwnUploads != old.dispatch.servesOwnUploads)
        if (new.dispatch.order, new.dispatch.seed) != (old.dispatch.order, old.dispatch.seed) { try reorder(new) }
        if quorum { try setQuorumOfFreshTasks(of: new) }
        guard quorum || bars else { return }
        let undecided = try lockUndecidedTasks(of: new.id)
        let freed = bars ? try rebar(new) : []
        if quorum {
            try decideAnew(undecided, in: new, events: &events, at: at)
        } else {
            for task in undecided.values.sorted(by: { $0.id < $1.id }) where freed.contains(task.id) {
                try set(task, to: task.counters, isNewToSomebody: true)
            }
        }
    }
}
