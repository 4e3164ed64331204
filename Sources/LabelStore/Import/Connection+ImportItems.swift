internal import Consensus
internal import QuorumCore

extension Connection {
    /// Makes tasks of the items that are new, and notes the task of each row.
    func addItems(
        _ items: inout [CheckedItem], from file: ImportFile, to project: Project, by actor: UserID?,
        _ counts: inout ImportCounts, at: Timestamp
    ) throws(StoreError) {
        let fresh = items.filter { $0.isNew }
        counts.items = fresh.count
        counts.itemsPresent = items.count { !$0.isNew && $0.content != nil }
        guard !fresh.isEmpty else { return }
        let source = try importSource(of: file, in: project.id, by: actor, at: at)
        try insert(
            fresh.compactMap { item in
                item.content.map { content in
                    [
                        source.sql, item.row.sql, 0.sql, content.bytes.sql, content.text.sql, (content.pair?.a).sql,
                        (content.pair?.b).sql, content.group.sql,
                    ]
                }
            }, into: "chunk",
            ["source", "ordinal", "first_unit", "end_unit", "text", "option_a", "option_b", "group_name"])
        try insertTasks(of: fresh, from: source, in: project)
        try noteTasks(of: &items, from: source, in: project)
    }

    /// The file's source, made when it is not there.
    private func importSource(
        of file: ImportFile, in project: ProjectID, by actor: UserID?, at: Timestamp
    ) throws(StoreError) -> SourceID {
        if let row = try first(
            "SELECT id, origin, filename FROM source WHERE project = $1 AND sha256 = $2 \(dialect.forUpdate)", project,
            file.sha256)
        {
            guard try row.text(1) == "import" else {
                throw StoreError(
                    .conflict,
                    "The project has this file already as the upload \"\(try row.text(2))\", whose texts are tasks; "
                        + "what is said of them is imported by the numbers of the tasks.")
            }
            return try row.id(0)
        }
        try storageRules(of: project).check(file.details)
        return try one(
            """
            INSERT INTO source (project, filename, sha256, bytes, kind, state, language, licence, consent, created_at,
                                uploader, origin)
            VALUES ($1, $2, $3, $4, 'text', 'ready', $5, $6, $7, $8, $9, 'import') RETURNING id
            """, project, file.name, file.sha256, file.bytes, file.details.language, file.details.licence,
            file.details.consent, at, actor
        ).id(0)
    }

    private func insertTasks(
        of items: [CheckedItem], from source: SourceID, in project: Project
    ) throws(StoreError) {
        let chunks = try chunks(of: source, rows: items.map(\.row))
        let barred = try project.dispatch.servesOwnUploads ? 0 : uploader(of: source)
        let wanted = QuorumTally.decide(keys: [], policy: project.policy).wanted
        var rows: [[SQLValue]] = []
        rows.reserveCapacity(items.count)
        for item in items {
            guard let chunk = chunks[item.row], case .item(let name) = item.reference else {
                throw StoreError(.corrupt, "A row that was just added is missing.")
            }
            let said = item.predictions.last?.prediction.uncertainty
            let position =
                said.flatMap { project.dispatch.position($0) }
                ?? project.dispatch.position(source: source.value, ordinal: item.row)
            rows.append([
                project.id.sql, chunk.sql, "open".sql, 0.sql, 0.sql, wanted.sql, project.policy.max.sql, position.sql,
                barred.sql, name.sql,
            ])
        }
        try insert(
            rows, into: "task",
            ["project", "chunk", "state", "answers", "leases", "wanted", "max_answers", "position", "barred", "item"])
    }

    private func chunks(of source: SourceID, rows: [Int]) throws(StoreError) -> [Int: ChunkID] {
        var chunks: [Int: ChunkID] = [:]
        chunks.reserveCapacity(rows.count)
        for row in try all(
            "SELECT id, ordinal FROM chunk WHERE source = $1 AND ordinal >= $2 AND ordinal <= $3", source,
            rows.min() ?? 0, rows.max() ?? 0)
        { chunks[try row.int(1)] = try row.id(0) }
        return chunks
    }

    private func uploader(of source: SourceID) throws(StoreError) -> Int64 {
        try one("SELECT COALESCE(uploader, 0) FROM source WHERE id = $1", source).int64(0)
    }

    /// Finds the tasks that were just made, for rows that say something of them.
    private func noteTasks(
        of items: inout [CheckedItem], from source: SourceID, in project: Project
    ) throws(StoreError) {
        guard items.contains(where: { $0.task == nil && !$0.saysNothing }) else {
            return
        }
        var tasks: [String: TaskID] = [:]
        let rows = items.map(\.row)
        for row in try all(
            """
            SELECT t.item, t.id FROM chunk c JOIN task t ON t.chunk = c.id AND t.project = $1
            WHERE c.source = $2 AND c.ordinal >= $3 AND c.ordinal <= $4
            """, project.id, source, rows.min() ?? 0, rows.max() ?? 0)
        { tasks[try row.text(0)] = try row.id(1) }
        for index in items.indices where items[index].task == nil {
            if case .item(let name) = items[index].reference { items[index].task = tasks[name] }
        }
    }
}
