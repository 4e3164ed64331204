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
    ///   - ordinals: those of the page.
    ///   - splits: those of the examples by their ordinals, as an earlier page told them; nil: they are looked up, which
    ///     takes as long as all the rest.
    ///   - withAnnotations: whether labels tell the answers they rest on.
    package func examples(
        of version: VersionID, ordinals: Range<Int>, splits: [Split?]? = nil, withAnnotations: Bool = false
    ) async throws(StoreError) -> [VersionExample] {
        try await read { (db) throws(StoreError) in
            let supporters = withAnnotations ? try db.supporters(of: version, ordinals) : [:]
            let rows = try db.all(
                """
                SELECT d.ordinal, d.group_name, \(splits == nil ? "g.split" : "NULL"), \(ConsensusLabel.columns),
                    \(Chunk.columns)
                FROM version_example d \(splits == nil ? VersionExample.itsGroup : "")
                JOIN task t ON t.id = d.task JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
                WHERE d.version = $1 AND d.ordinal >= $2 AND d.ordinal < $3 AND \(VersionExample.isWhole)
                ORDER BY d.ordinal
                """, version, ordinals.lowerBound, ordinals.upperBound)
            var chunks: [Chunk] = []
            chunks.reserveCapacity(rows.count)
            for row in rows { chunks.append(try Chunk(row.from(3 + ConsensusLabel.width))) }
            let sources = try db.sources(Set(chunks.map(\.source)))
            var examples: [VersionExample] = []
            examples.reserveCapacity(rows.count)
            for (row, chunk) in zip(rows, chunks) {
                let ordinal = try row.int(0)
                let split: Split? = if let splits { splits[ordinal] } else { try row.choice(2) }
                guard let source = sources[chunk.source], let split else {
                    throw StoreError(.corrupt, "Example \(ordinal) has no source, or was not there before.")
                }
                let label = row.from(3)
                let annotations = withAnnotations ? supporters[try label.id(0)] ?? [] : []
                examples.append(
                    VersionExample(
                        ordinal: ordinal, split: split, group: try row.text(1), chunk: chunk, source: source,
                        label: try ConsensusLabel(label, among: annotations)))
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
            var votes = try db.votes(
                """
                annotation a WHERE a.task IN (\(places))
                AND EXISTS (SELECT 1 FROM version_vote o WHERE o.version = $1 AND o.annotation = a.id)
                """, arguments)
            // They are nearly in order, which takes a database as long as if they were not.
            votes.sort { ($0.task, $0.annotation) < ($1.task, $1.annotation) }
            return votes
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

    /// Few beside the chunks that are of them.
    fileprivate func sources(_ ids: Set<SourceID>) throws(StoreError) -> [SourceID: Source] {
        var sources: [SourceID: Source] = [:]
        for row in try query(
            ids.sorted(), after: [], { "SELECT \(Source.columns) FROM source s WHERE s.id IN \($0)" })
        {
            let source = try Source(row)
            sources[source.id] = source
        }
        return sources
    }

    fileprivate func supporters(
        of version: VersionID, _ ordinals: Range<Int>
    ) throws(StoreError) -> [TaskID: [Annotation]] {
        var annotations: [TaskID: [Annotation]] = [:]
        for row in try all(
            """
            SELECT \(Annotation.columns) FROM version_example e JOIN annotation a ON a.task = e.task
            WHERE EXISTS (SELECT 1 FROM version_vote o WHERE o.version = $1 AND o.annotation = a.id)
                AND e.version = $1 AND e.ordinal >= $2 AND e.ordinal < $3
            ORDER BY a.id
            """, version, ordinals.lowerBound, ordinals.upperBound)
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
                    annotation: try row.id(0), task: try row.id(1), annotator: "annotator-" + String(try row.int64(2)),
                    answer: try row.text(3), key: try row.text(4)))
        }
        return votes
    }
}

extension VersionExample {
    /// Joins to `version_example d` its group, which has its split.
    fileprivate static let itsGroup =
        "JOIN version_group g ON g.version = d.version AND g.group_name = d.group_name"

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
