package import QuorumCore

extension LabelStore {
    /// - Parameter goldSecret: decides who is served which gold task when; nobody may know it.
    /// - Throws: `.conflict` when a project has the name.
    package func createProject(
        _ new: NewProject, goldSecret: Int64 = .random(in: .min ... .max), by admin: UserID, at: Timestamp
    ) async throws(StoreError) -> Project {
        try await write { (db) throws(StoreError) in
            guard try db.first("SELECT 1 FROM project WHERE name = $1", new.name) == nil else {
                throw StoreError(.conflict, "A project is named \"\(new.name)\" already; choose another name.")
            }
            let id: ProjectID = try db.one(
                """
                INSERT INTO project (name, kind, guidelines, agree, max_answers, normalisation, min_chunk, max_chunk,
                                     pause, created_at, task_order, order_seed, own_uploads, experts, match_rule, scale_lowest,
                                     scale_highest, tolerance, overlap, prefill, gold_rate, gold_feedback,
                                     gold_accuracy, gold_answers, gold_secret)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                        $23, $24, $25)
                RETURNING id
                """,
                new.name, new.kind.rawValue, new.guidelines, new.policy.agree, new.policy.max,
                new.policy.normalisation.rawValue, new.chunking.minimum, new.chunking.maximum, new.chunking.pause, at,
                new.dispatch.order.rawValue, String(new.dispatch.seed), new.dispatch.servesOwnUploads ? 1 : 0,
                new.adjudication.experts, new.policy.match.rawValue, new.scale?.lowest, new.scale?.highest,
                new.policy.tolerance, new.policy.overlap, new.dispatch.showsPredictions ? 1 : 0,
                new.gold.rate, new.gold.givesFeedback ? 1 : 0, new.gold.leastAccuracy, new.gold.fewestAnswers,
                goldSecret
            ).id(0)
            try db.run("INSERT INTO dispatch (project, turn) VALUES ($1, 0)", id)
            try db.addMember(admin, to: id, as: .owner, by: admin, at: at)
            try db.setErrorKinds(new.adjudication.errorKinds, of: id)
            try db.setLabels(new.labels, of: id)
            try db.audit(
                "project.created", "project \(id)", detail: "\(new.kind.rawValue) \(new.policy) \(new.name)", by: admin,
                at: at)
            return try db.project(id)
        }
    }

    package func projects() async throws(StoreError) -> [Project] {
        try await read { (db) throws(StoreError) in
            var projects: [Project] = []
            for row in try db.all("SELECT \(Project.columns) FROM project p ORDER BY p.id") {
                projects.append(try db.project(row))
            }
            return projects
        }
    }

    package func project(_ id: ProjectID) async throws(StoreError) -> Project {
        try await read { (db) throws(StoreError) in try db.project(id) }
    }
}

extension Connection {
    func project(_ id: ProjectID) throws(StoreError) -> Project {
        guard let row = try first("SELECT \(Project.columns) FROM project p WHERE p.id = $1", id) else {
            throw StoreError(.notFound, "There is no project \(id).")
        }
        return try self.project(row)
    }

    fileprivate func project(_ row: Row) throws(StoreError) -> Project {
        try Project(row, labels: labels(of: row.id(0)), errorKinds: errorKinds(of: row.id(0)))
    }

    func setErrorKinds(_ kinds: [String], of project: ProjectID) throws(StoreError) {
        try run("DELETE FROM project_error_kind WHERE project = $1", project)
        for (ordinal, kind) in kinds.enumerated() {
            try run(
                "INSERT INTO project_error_kind (project, ordinal, name) VALUES ($1, $2, $3)", project, ordinal, kind)
        }
    }

    func setLabels(_ labels: [String], of project: ProjectID) throws(StoreError) {
        try run("DELETE FROM project_label WHERE project = $1", project)
        for (ordinal, label) in labels.enumerated() {
            try run(
                "INSERT INTO project_label (project, ordinal, label) VALUES ($1, $2, $3)", project, ordinal, label)
        }
    }

    private func errorKinds(of project: ProjectID) throws(StoreError) -> [String] {
        var kinds: [String] = []
        for row in try all("SELECT name FROM project_error_kind WHERE project = $1 ORDER BY ordinal", project) {
            kinds.append(try row.text(0))
        }
        return kinds
    }

    fileprivate func labels(of project: ProjectID) throws(StoreError) -> [String] {
        var labels: [String] = []
        for row in try all("SELECT label FROM project_label WHERE project = $1 ORDER BY ordinal", project) {
            labels.append(try row.text(0))
        }
        return labels
    }
}

extension Project {
    /// Of `project p`.
    fileprivate static let columns = """
        p.id, p.name, p.kind, p.guidelines, p.agree, p.max_answers, p.normalisation, p.min_chunk, p.max_chunk, p.pause, \
        p.created_at, p.task_order, p.order_seed, p.own_uploads, p.experts, p.match_rule, p.scale_lowest, \
        p.scale_highest, p.tolerance, p.overlap, p.prefill, p.gold_rate, p.gold_feedback, p.gold_accuracy, \
        p.gold_answers
        """

    fileprivate init(_ row: Row, labels: [String], errorKinds: [String]) throws(StoreError) {
        let policy: QuorumPolicy
        let chunking: ChunkingSettings
        let scale: RatingScale?
        do {
            policy = try QuorumPolicy(
                agree: row.int(4), max: row.int(5), match: row.choice(15),
                normalisation: TextNormalisation(rawValue: row.int(6)), tolerance: row.int(18),
                overlap: row.double(19))
            scale = row.isNull(16) ? nil : try RatingScale(lowest: row.int(16), highest: row.int(17))
            chunking = try ChunkingSettings(
                minimum: row.double(7), maximum: row.double(8), pause: row.double(9))
        } catch {
            throw StoreError(.corrupt, "The settings of a project in the database are impossible: \(error)")
        }
        self.init(
            id: try row.id(0), name: try row.text(1), kind: try row.choice(2), guidelines: try row.text(3),
            labels: labels, scale: scale, policy: policy, chunking: chunking,
            dispatch: DispatchPolicy(
                order: try row.choice(11), seed: UInt64(try row.text(12)) ?? 0,
                servesOwnUploads: try row.int(13) == 1, showsPredictions: try row.int(20) == 1),
            adjudication: AdjudicationPolicy(experts: try row.int(14), errorKinds: errorKinds),
            gold: GoldPolicy(
                rate: try row.double(21), givesFeedback: try row.int(22) == 1,
                leastAccuracy: try row.optionalDouble(23), fewestAnswers: try row.int(24)),
            createdAt: try row.timestamp(10))
    }
}
