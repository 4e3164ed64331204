internal import Consensus
package import QuorumCore

extension LabelStore {
    /// Records what a source was cut into and makes a task of each chunk.
    ///
    /// - Parameter claim: the hold on the job that did it, which is done then too.
    /// - Returns: the tasks in the order of their chunks; for a source that was completed before, those it has.
    /// - Throws: `.conflict` when the claim does not stand.
    @discardableResult
    package func completeChunking(
        of source: SourceID, kind: MediaKind, duration: Double?, chunks: [ChunkContent], under claim: JobClaim? = nil,
        at: Timestamp
    ) async throws(StoreError) -> [LabelingTask] {
        try await write { (db) throws(StoreError) in
            if let claim {
                guard try db.hold(claim) else {
                    throw StoreError(.conflict, "Job \(claim.job.id) was cancelled or taken over meanwhile.")
                }
                try db.end(claim.job.id, as: .done, because: nil, at: at)
            }
            let project = try db.steadyProject(db.source(source).project)
            let row = try db.one(
                "SELECT state, COALESCE(uploader, 0) FROM source WHERE id = $1 \(db.dialect.forUpdate)", source)
            let barred = try project.dispatch.servesOwnUploads ? 0 : row.int64(1)
            if try row.text(0) == SourceState.ready.rawValue { return try db.tasks(of: source) }
            try db.run(
                "UPDATE source SET state = 'ready', failure = NULL, kind = $2, duration = $3 WHERE id = $1", source,
                kind.rawValue, duration)
            var tasks: [LabelingTask] = []
            for (ordinal, content) in chunks.enumerated() {
                let chunk = try db.insert(content, of: source, ordinal: ordinal)
                let position = project.dispatch.position(source: source.value, ordinal: ordinal)
                tasks.append(try db.insertTask(for: chunk, in: project, at: position, barredTo: barred))
            }
            try db.audit("source.chunked", "source \(source)", detail: "\(chunks.count) chunks", by: nil, at: at)
            return tasks
        }
    }
}

extension Connection {
    /// Records why a source could not be cut.
    func failChunking(of source: SourceID, reason: String, at: Timestamp) throws(StoreError) {
        let changed = try run(
            "UPDATE source SET state = 'failed', failure = $2 WHERE id = $1 AND state <> 'ready'", source, reason)
        guard changed == 1 else { return }
        try audit("source.failed", "source \(source)", detail: reason, by: nil, at: at)
    }

    fileprivate func tasks(of source: SourceID) throws(StoreError) -> [LabelingTask] {
        var tasks: [LabelingTask] = []
        for row in try all(
            """
            SELECT \(LabelingTask.columns) FROM chunk c JOIN task t ON t.chunk = c.id
            WHERE c.source = $1 ORDER BY c.ordinal
            """, source)
        {
            tasks.append(try LabelingTask(row))
        }
        return tasks
    }

    fileprivate func insert(_ content: ChunkContent, of source: SourceID, ordinal: Int) throws(StoreError) -> ChunkID {
        switch content {
        case .audio(let span):
            try one(
                """
                INSERT INTO chunk (source, ordinal, first_unit, end_unit, sample_rate, start_time, end_time, cut,
                                   confidence, media_key, peak_dbfs, rms_dbfs)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
                """,
                source, ordinal, span.startSample, span.endSample, span.sampleRate, span.start, span.end,
                span.cut.rawValue, span.confidence, span.mediaKey, span.peakDBFS, span.rmsDBFS
            ).id(0)
        case .text(let span):
            try one(
                """
                INSERT INTO chunk (source, ordinal, first_unit, end_unit, text, option_a, option_b)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """, source, ordinal, span.startByte, span.endByte, span.text, span.pair?.a, span.pair?.b
            ).id(0)
        }
    }

    fileprivate func insertTask(
        for chunk: ChunkID, in project: Project, at position: Int64, barredTo account: Int64
    ) throws(StoreError) -> LabelingTask {
        let outcome = QuorumTally.decide(keys: [], policy: project.policy)
        let id: TaskID = try one(
            """
            INSERT INTO task (project, chunk, state, answers, leases, wanted, max_answers, position, barred)
            VALUES ($1, $2, 'open', 0, 0, $3, $4, $5, $6) RETURNING id
            """, project.id, chunk, outcome.wanted, project.policy.max, position, account
        ).id(0)
        return LabelingTask(id: id, project: project.id, chunk: chunk, state: .open, maxAnswers: project.policy.max)
    }
}

extension QuorumOutcome {
    /// How many answers may be out at once.
    var wanted: Int {
        if case .open(let wanted) = self { wanted } else { 0 }
    }

    var taskState: TaskState {
        switch self {
        case .open: .open
        case .settled: .settled
        case .contested: .contested
        }
    }
}

extension LabelingTask {
    /// Of `task t`.
    static let columns = "t.id, t.project, t.chunk, \(state), t.max_answers"
    /// A task put aside is a contested one to the database.
    static let state = "CASE WHEN t.discarded = 1 THEN 'discarded' ELSE t.state END"
    static let width = 5

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), project: try row.id(1), chunk: try row.id(2), state: try row.choice(3),
            maxAnswers: try row.int(4))
    }
}

extension Chunk {
    /// Of `chunk c`.
    static let columns = """
        c.id, c.source, c.ordinal, c.first_unit, c.end_unit, c.text, c.sample_rate, c.start_time, c.end_time, c.cut, \
        c.confidence, c.media_key, c.peak_dbfs, c.rms_dbfs, c.option_a, c.option_b
        """
    static let width = 16

    init(_ row: Row) throws(StoreError) {
        let content: ChunkContent =
            if let text = try row.optionalText(5) {
                .text(
                    TextSpan(
                        startByte: try row.int64(3), endByte: try row.int64(4), text: text,
                        pair: row.isNull(14) ? nil : TextPair(a: try row.text(14), b: try row.text(15))))
            } else {
                .audio(
                    AudioSpan(
                        sampleRate: try row.int(6), startSample: try row.int64(3), endSample: try row.int64(4),
                        start: try row.double(7), end: try row.double(8), cut: try row.choice(9),
                        confidence: try row.double(10), mediaKey: try row.text(11), peakDBFS: try row.double(12),
                        rmsDBFS: try row.double(13)))
            }
        self.init(id: try row.id(0), source: try row.id(1), ordinal: try row.int(2), content: content)
    }
}
