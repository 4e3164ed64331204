package import QuorumCore

extension LabelStore {
    /// The project's versions, the oldest first.
    package func versions(of project: ProjectID) async throws(StoreError) -> [DatasetVersion] {
        try await read { (db) throws(StoreError) in try db.versions(of: project) }
    }

    package func version(_ id: VersionID) async throws(StoreError) -> DatasetVersion {
        try await read { (db) throws(StoreError) in
            guard let row = try db.first("SELECT \(DatasetVersion.columns) FROM version v WHERE v.id = $1", id) else {
                throw StoreError(.notFound, "There is no version \(id).")
            }
            return try DatasetVersion(row)
        }
    }

    /// - Parameter name: `v1`, the digest, or the digest's first eight digits or more where they tell it from others.
    package func version(named name: String, of project: ProjectID) async throws(StoreError) -> DatasetVersion {
        try await read { (db) throws(StoreError) in
            let versions = try db.versions(of: project)
            if let version = versions.first(where: { $0.name == name || $0.digest == name }) { return version }
            let matching = name.utf8.count >= 8 ? versions.filter { $0.digest.hasPrefix(name) } : []
            guard let version = matching.first else {
                throw StoreError(.notFound, "The project has no version \"\(name)\".")
            }
            guard matching.count == 1 else {
                throw StoreError(.invalid, "\"\(name)\" fits several versions; give more of the digest.")
            }
            return version
        }
    }

    /// A page of a version's examples in order, without those that were erased.
    ///
    /// - Parameters:
    ///   - ordinal: of the last example of the page before; -1 for the first page.
    ///   - withAnnotations: whether labels tell the answers they rest on.
    package func examples(
        of version: VersionID, after ordinal: Int, limit: Int, withAnnotations: Bool = true
    ) async throws(StoreError) -> [VersionExample] {
        try await read { (db) throws(StoreError) in
            let supporters =
                withAnnotations ? try db.supporters(of: version, after: ordinal, limit: limit) : [:]
            var examples: [VersionExample] = []
            var sources: [SourceID: Source] = [:]
            for row in try db.all(
                """
                SELECT d.ordinal, g.split, d.group_name, \(ConsensusLabel.columns), \(Chunk.columns), \(Source.columns)
                FROM version_example d
                JOIN version_group g ON g.version = d.version AND g.group_name = d.group_name
                JOIN task t ON t.id = d.task JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
                WHERE d.version = $1 AND d.ordinal > $2 AND \(VersionExample.isWhole)
                ORDER BY d.ordinal LIMIT $3
                """, version, ordinal, limit)
            {
                let label = row.from(3)
                let annotations = withAnnotations ? supporters[try label.id(0)] ?? [] : []
                let chunk = try Chunk(row.from(3 + ConsensusLabel.width))
                // Many chunks are of one source.
                let known = sources[chunk.source]
                let source =
                    if let known { known } else { try Source(row.from(3 + ConsensusLabel.width + Chunk.width)) }
                sources[chunk.source] = source
                examples.append(
                    VersionExample(
                        ordinal: try row.int(0), split: try row.choice(1), group: try row.text(2), chunk: chunk,
                        source: source, label: try ConsensusLabel(label, among: annotations)))
            }
            return examples
        }
    }

    /// A page of all answers a version rests on, by their numbers.
    package func votes(
        of version: VersionID, after: AnnotationID?, limit: Int
    ) async throws(StoreError) -> [VersionVote] {
        try await read { (db) throws(StoreError) in
            try db.votes(
                """
                version_vote o JOIN annotation a ON a.id = o.annotation
                WHERE o.version = $1 AND o.annotation > $2 ORDER BY o.annotation LIMIT $3
                """, [version, after?.value ?? 0, limit])
        }
    }

    /// The answers a version rests on for some of its tasks, by task and then by number.
    package func votes(of version: VersionID, tasks: [TaskID]) async throws(StoreError) -> [VersionVote] {
        guard !tasks.isEmpty else { return [] }
        return try await read { (db) throws(StoreError) in
            let places = tasks.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
            let arguments: [any SQLConvertible] = [version] + tasks
            // From the tasks' answers, which are few: a join may begin with all that the version rests on.
            return try db.votes(
                """
                annotation a WHERE a.task IN (\(places))
                AND EXISTS (SELECT 1 FROM version_vote o WHERE o.version = $1 AND o.annotation = a.id)
                ORDER BY a.task, a.id
                """, arguments)
        }
    }
}

extension Connection {
    fileprivate func versions(of project: ProjectID) throws(StoreError) -> [DatasetVersion] {
        _ = try self.project(project)
        var versions: [DatasetVersion] = []
        for row in try all(
            "SELECT \(DatasetVersion.columns) FROM version v WHERE v.project = $1 ORDER BY v.id", project)
        {
            versions.append(try DatasetVersion(row))
        }
        return versions
    }

    fileprivate func supporters(
        of version: VersionID, after ordinal: Int, limit: Int
    ) throws(StoreError) -> [TaskID: [Annotation]] {
        var annotations: [TaskID: [Annotation]] = [:]
        for row in try all(
            """
            SELECT \(Annotation.columns) FROM version_example e
            JOIN annotation a ON a.task = e.task
            WHERE EXISTS (SELECT 1 FROM version_vote o WHERE o.version = $1 AND o.annotation = a.id)
                AND e.version = $1 AND e.ordinal > $2 AND e.ordinal <= (
                SELECT COALESCE(MAX(x.ordinal), 0) FROM (
                    SELECT d.ordinal FROM version_example d JOIN task t ON t.id = d.task
                    JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
                    WHERE d.version = $1 AND d.ordinal > $2 AND \(VersionExample.isWhole)
                    ORDER BY d.ordinal LIMIT $3) x)
            ORDER BY a.id
            """, version, ordinal, limit)
        {
            let annotation = try Annotation(row)
            annotations[annotation.task, default: []].append(annotation)
        }
        return annotations
    }

    /// - Parameter source: what follows FROM, with the answers as `a`.
    fileprivate func votes(_ source: String, _ arguments: [any SQLConvertible]) throws(StoreError) -> [VersionVote] {
        var votes: [VersionVote] = []
        for row in try query(
            "SELECT a.id, a.task, a.annotator, a.answer, a.answer_key FROM \(source)", arguments)
        {
            votes.append(
                VersionVote(
                    annotation: try row.id(0), task: try row.id(1), annotator: "annotator-\(try row.int64(2))",
                    answer: try row.text(3), key: try row.text(4)))
        }
        return votes
    }
}

extension VersionExample {
    /// Whether `chunk c` of `source s` is all there: texts are, and recordings that no rule has taken away.
    static let isWhole = "(s.media_erased_at IS NULL OR c.text IS NOT NULL)"
}

extension DatasetVersion {
    /// Of `version v`.
    static let columns = """
        v.id, v.project, v.name, v.digest, v.parent, v.train, v.validation, v.test, v.examples, v.created_at, \
        (SELECT COALESCE(CAST(SUM(lack.examples) AS BIGINT), 0) FROM version_erasure lack WHERE lack.version = v.id)
        """
    static let width = 11

    init(_ row: Row) throws(StoreError) {
        let ratios: SplitRatios
        do {
            ratios = try SplitRatios(train: row.double(5), validation: row.double(6), test: row.double(7))
        } catch {
            throw StoreError(.corrupt, "The shares of a version in the database are impossible: \(error)")
        }
        self.init(
            id: try row.id(0), project: try row.id(1), name: try row.text(2), digest: try row.text(3),
            parent: try row.optionalInt64(4).map(VersionID.init), ratios: ratios, exampleCount: try row.int(8),
            erasedCount: try row.int(10), createdAt: try row.timestamp(9))
    }
}
