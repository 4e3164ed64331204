package import QuorumCore

extension LabelStore {
    /// Takes an immutable snapshot of a project's settled tasks, whole groups to a split.
    ///
    /// The split of a group follows from the groups, the shares and the seed; where the version before has the same
    /// shares and seed, groups keep the split they had there, so that nothing a model was trained on turns up in a
    /// later test set. The same content again gives the version that is there already.
    ///
    /// Where the project demands a consent or a licence, examples of sources that tell none are left out.
    ///
    /// - Parameter includingGold: whether gold tasks are in it, with their right answers.
    ///
    /// - Throws: `.conflict` when no task is settled.
    package func freeze(
        project: ProjectID, ratios: SplitRatios, seed: UInt64, includingGold: Bool = false, by admin: UserID,
        at: Timestamp
    ) async throws(StoreError) -> DatasetVersion {
        try await write { (db) throws(StoreError) in
            // One freezing at a time, or two versions would get one name.
            _ = try db.first("SELECT id FROM project WHERE id = $1 \(db.dialect.forUpdate)", project)
            // The digest, the groups and the rows are read one after another, and must tell of the same tasks.
            if let hold = db.dialect.holdConsensus { try db.run(hold) }
            let subject = try db.project(project)
            let parent = try db.latestVersion(of: project)
            let kept: [String: Split] =
                if let parent, parent.version.ratios == ratios, parent.seed == seed {
                    try db.splits(of: parent.version.id)
                } else {
                    [:]
                }
            let settled =
                "t.state = 'settled' AND t.gold <= \(includingGold ? 1 : 0)"
                + (try db.storageRules(of: project).condition)
            let groups = try db.settledGroups(in: project, settled)
            guard !groups.isEmpty else {
                throw StoreError(
                    .conflict, "No task of the project is settled yet, so there is nothing to freeze; label some first."
                )
            }
            let splits = GroupSplit.assign(groups, ratios: ratios, seed: seed, keeping: kept)
            let digest = try db.digest(of: subject, settled, ratios: ratios, seed: seed, splits: splits)
            if let present = try db.first(
                "SELECT \(DatasetVersion.columns) FROM version v WHERE v.project = $1 AND v.digest = $2", project,
                digest)
            {
                return try DatasetVersion(present)
            }
            let number = try db.one("SELECT COUNT(*) FROM version WHERE project = $1", project).int(0) + 1
            let version = DatasetVersion(
                id: try db.insertVersion(
                    of: project, number: number, digest: digest, parent: parent?.version.id, ratios: ratios, seed: seed,
                    examples: groups.reduce(0) { $0 + $1.examples }, at: at),
                project: project, name: "v\(number)", digest: digest, parent: parent?.version.id, ratios: ratios,
                exampleCount: groups.reduce(0) { $0 + $1.examples }, createdAt: at)
            try db.fill(version, settled, splits: splits)
            try db.announce(
                .versionFrozen, in: project,
                Announcement().with("version", version.name).with("digest", digest)
                    .with("examples", Int64(version.exampleCount)), at: at)
            try db.audit(
                "version.frozen", "version \(version.id)", detail: "\(version.name) \(digest)", by: admin, at: at)
            return version
        }
    }
}

/// What belongs together and must not cross splits: the item's group, the source's, or the source itself.
private let groupName = "COALESCE(c.group_name, s.group_name, s.sha256)"

/// Whether the expert's decision `adjudication o` is one that the label `d` rests on.
private let supportsLabel = """
    d.method = 'adjudicated' AND o.undone_at IS NULL AND o.action = 'decide' AND o.answer_key = d.answer_key
    """

/// Whether the prediction accepted in `acceptance_task x` is the label `d`.
private let isLabel = "d.method = '\(ConsensusLabel.predicted)' AND x.outcome = 'accepted'"

extension Connection {
    fileprivate func latestVersion(
        of project: ProjectID
    ) throws(StoreError) -> (version: DatasetVersion, seed: UInt64)? {
        guard
            let row = try first(
                """
                SELECT \(DatasetVersion.columns), v.seed FROM version v WHERE v.project = $1
                ORDER BY v.id DESC LIMIT 1
                """, project)
        else { return nil }
        return (try DatasetVersion(row), UInt64(try row.text(DatasetVersion.width)) ?? 0)
    }

    fileprivate func splits(of version: VersionID) throws(StoreError) -> [String: Split] {
        let rows = try all("SELECT group_name, split FROM version_group WHERE version = $1", version)
        var splits: [String: Split] = [:]
        splits.reserveCapacity(rows.count)
        for row in rows { splits[try row.text(0)] = try row.choice(1) }
        return splits
    }

    fileprivate func settledGroups(
        in project: ProjectID, _ settled: String
    ) throws(StoreError) -> [(name: String, examples: Int)] {
        var groups: [(name: String, examples: Int)] = []
        for row in try all(
            """
            SELECT \(groupName), COUNT(*) FROM task t
            JOIN consensus d ON d.task = t.id JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
            WHERE t.project = $1 AND \(settled) GROUP BY \(groupName)
            """, project)
        {
            groups.append((try row.text(0), try row.int(1)))
        }
        return groups.sorted { $0.name < $1.name }
    }

    /// SHA-256 over everything the version holds: settings, examples in order with their spans, labels and splits, and
    /// the votes.
    fileprivate func digest(
        of project: Project, _ settled: String, ratios: SplitRatios, seed: UInt64, splits: [String: Split]
    ) throws(StoreError) -> String {
        var digest = NetstringDigest()
        digest.add(
            "quorum.version/1", project.name, project.kind.rawValue, project.policy.fingerprint,
            String(project.policy.normalisation.rawValue), String(ratios.train), String(ratios.validation),
            String(ratios.test), String(seed), String(project.labels.count))
        for label in project.labels { digest.add(label) }
        if let scale = project.scale { digest.add("scale", String(scale.lowest), String(scale.highest)) }
        for row in try all(
            """
            SELECT t.id, s.sha256, \(groupName), c.first_unit, c.end_unit, d.label, d.answer_key, d.support, d.votes,
                   d.method
            FROM task t JOIN consensus d ON d.task = t.id JOIN chunk c ON c.id = t.chunk
            JOIN source s ON s.id = c.source
            WHERE t.project = $1 AND \(settled) ORDER BY s.id, c.ordinal
            """, project.id)
        {
            guard let split = splits[try row.text(2)] else {
                throw StoreError(.corrupt, "A group of the project has no split.")
            }
            digest.add("example", split.rawValue)
            for value in row.values { digest.add(value.text) }
        }
        for row in try all(
            """
            SELECT a.id, a.task, a.annotator, a.answer FROM annotation a JOIN task t ON t.id = a.task
            WHERE t.project = $1 AND \(settled) AND a.pause IS NULL ORDER BY a.id
            """, project.id)
        {
            digest.add("vote")
            for value in row.values { digest.add(value.text) }
        }
        for row in try all(
            """
            SELECT o.id, o.task, o.expert, o.label FROM adjudication o JOIN consensus d ON d.task = o.task
            JOIN task t ON t.id = o.task WHERE t.project = $1 AND \(supportsLabel) ORDER BY o.id
            """, project.id)
        {
            digest.add("adjudication")
            for value in row.values { digest.add(value.text) }
        }
        for row in try all(
            """
            SELECT p.id, p.task, p.model, p.label FROM acceptance_task x JOIN consensus d ON d.task = x.task
            JOIN prediction p ON p.id = x.prediction JOIN task t ON t.id = x.task
            WHERE t.project = $1 AND \(isLabel) ORDER BY p.id
            """, project.id)
        {
            digest.add("prediction")
            for value in row.values { digest.add(value.text) }
        }
        return digest.hexadecimal
    }

    fileprivate func insertVersion(
        of project: ProjectID, number: Int, digest: String, parent: VersionID?, ratios: SplitRatios, seed: UInt64,
        examples: Int, at: Timestamp
    ) throws(StoreError) -> VersionID {
        try one(
            """
            INSERT INTO version (project, name, digest, parent, train, validation, test, seed, examples, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
            """,
            project, "v\(number)", digest, parent, ratios.train, ratios.validation, ratios.test, String(seed), examples,
            at
        ).id(0)
    }

    fileprivate func fill(
        _ version: DatasetVersion, _ settled: String, splits: [String: Split]
    ) throws(StoreError) {
        for (group, split) in splits {
            try run(
                "INSERT INTO version_group (version, group_name, split) VALUES ($1, $2, $3)", version.id, group,
                split.rawValue)
        }
        try run(
            """
            INSERT INTO version_example (version, ordinal, task, group_name, label, answer_key, support, votes, method,
                                         decided_at)
            SELECT v.id, ROW_NUMBER() OVER (ORDER BY s.id, c.ordinal) - 1, t.id, \(groupName), d.label, d.answer_key,
                   d.support, d.votes, d.method, d.decided_at
            FROM version v JOIN task t ON t.project = v.project JOIN consensus d ON d.task = t.id
            JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
            WHERE v.id = $1 AND \(settled)
            """, version.id)
        try run(
            """
            INSERT INTO version_vote (version, annotation)
            SELECT e.version, a.id FROM version_example e JOIN annotation a ON a.task = e.task
            WHERE e.version = $1 AND a.pause IS NULL
            """, version.id)
        try run(
            """
            INSERT INTO version_adjudication (version, adjudication)
            SELECT d.version, o.id FROM version_example d JOIN adjudication o ON o.task = d.task
            WHERE d.version = $1 AND \(supportsLabel)
            """, version.id)
        try run(
            """
            INSERT INTO version_prediction (version, prediction)
            SELECT d.version, x.prediction FROM version_example d JOIN acceptance_task x ON x.task = d.task
            WHERE d.version = $1 AND \(isLabel)
            """, version.id)
    }
}

extension StorageRules {
    /// What else the sources of `task t` must have, for those that came before it was demanded.
    fileprivate var condition: String {
        let missing = [needsConsent ? "x.consent IS NULL" : nil, needsLicence ? "x.licence IS NULL" : nil]
            .compactMap { $0 }
        guard !missing.isEmpty else { return "" }
        return """
             AND NOT EXISTS (SELECT 1 FROM chunk y JOIN source x ON x.id = y.source
                             WHERE y.id = t.chunk AND (\(missing.joined(separator: " OR "))))
            """
    }
}

extension SQLValue {
    fileprivate var text: String {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        }
    }
}

extension QuorumPolicy {
    /// The policy as a version's digest has it; a match of whole answers goes without saying.
    fileprivate var fingerprint: String {
        switch match {
        case .answer: description
        case .word, .label: "\(description) by \(match.rawValue)"
        case .median: "\(description) by \(match.rawValue) within \(tolerance)"
        case .overlap: "\(description) by \(match.rawValue) from \(overlap)"
        }
    }
}
