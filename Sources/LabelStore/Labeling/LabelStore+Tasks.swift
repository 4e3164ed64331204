internal import Consensus
package import QuorumCore

extension LabelStore {
    package func task(_ id: TaskID) async throws(StoreError) -> TaskDetail {
        try await read { (db) throws(StoreError) in
            guard let detail = try db.details("t.id = $1", [id]).first else {
                throw StoreError(.notFound, "There is no task \(id).")
            }
            return detail
        }
    }

    /// A page of a project's tasks in order.
    ///
    /// - Parameter after: the last task of the page before.
    package func tasks(
        in project: ProjectID, state: TaskState?, after: TaskID?, limit: Int
    ) async throws(StoreError) -> [TaskDetail] {
        try await read { (db) throws(StoreError) in
            let last = after?.value ?? 0
            guard let state else {
                return try db.details("t.project = $1 AND t.id > $2", [project, last], limit: limit)
            }
            return try db.details(
                "t.project = $1 AND t.id > $2 AND t.state = $3 AND t.discarded = $4",
                [project, last, state == .discarded ? TaskState.contested.rawValue : state.rawValue]
                    + [state == .discarded ? 1 : 0], limit: limit)
        }
    }

    /// Whether somebody was given a task, whatever became of it.
    package func wasGiven(_ task: TaskID, to user: UserID) async throws(StoreError) -> Bool {
        try await read { (db) throws(StoreError) in
            try db.first("SELECT 1 FROM assignment WHERE task = $1 AND annotator = $2", task, user) != nil
        }
    }
}

extension Connection {
    /// - Parameter condition: on `task t`; its placeholders stand for `arguments`.
    func details(
        _ condition: String, _ arguments: [any SQLConvertible], limit: Int = 1
    ) throws(StoreError) -> [TaskDetail] {
        let page = "SELECT t.id FROM task t WHERE \(condition) ORDER BY t.id LIMIT $\(arguments.count + 1)"
        let arguments = arguments + [limit]
        let annotations = try annotations(ofTasks: page, arguments)
        var details: [TaskDetail] = []
        for row in try query(
            """
            SELECT \(LabelingTask.columns), \(Chunk.columns), \(Source.columns), \(ConsensusLabel.columns)
            FROM task t JOIN chunk c ON c.id = t.chunk JOIN source s ON s.id = c.source
            LEFT JOIN consensus d ON d.task = t.id
            WHERE t.id IN (\(page)) ORDER BY t.id
            """, arguments)
        {
            let task = try LabelingTask(row)
            let given = annotations[task.id] ?? []
            let decision = row.from(LabelingTask.width + Chunk.width + Source.width)
            details.append(
                TaskDetail(
                    task: task, chunk: try Chunk(row.from(LabelingTask.width)),
                    source: try Source(row.from(LabelingTask.width + Chunk.width)), annotations: given,
                    consensus: decision.isNull(0) ? nil : try ConsensusLabel(decision, among: given)))
        }
        return details
    }

    private func annotations(
        ofTasks page: String, _ arguments: [any SQLConvertible]
    ) throws(StoreError) -> [TaskID: [Annotation]] {
        var annotations: [TaskID: [Annotation]] = [:]
        for row in try query(
            "SELECT \(Annotation.columns) FROM annotation a WHERE a.task IN (\(page)) ORDER BY a.id", arguments)
        {
            let annotation = try Annotation(row)
            annotations[annotation.task, default: []].append(annotation)
        }
        return annotations
    }
}

extension ConsensusLabel {
    /// Of `consensus d`, or any table with the same columns.
    static let columns = "d.task, d.label, d.answer_key, d.support, d.votes, d.method, d.decided_at"
    static let width = 7

    /// The answers a label rests on: those that match it, or all where parts of answers were put to the vote.
    private static func supporters(of key: String, by method: String, among annotations: [Annotation]) -> [AnnotationID]
    {
        let isByParts = QuorumDecision.Method(rawValue: method).map { $0 != .quorum } ?? false
        return annotations.filter { !$0.isSetAside && (isByParts || $0.key == key) }.map(\.id)
    }

    /// - Parameter annotations: the task's.
    init(_ row: Row, among annotations: [Annotation]) throws(StoreError) {
        let key = try row.text(2)
        self.init(
            task: try row.id(0), label: try row.text(1), key: key, support: try row.int(3), votes: try row.int(4),
            method: try row.text(5), annotations: Self.supporters(of: key, by: try row.text(5), among: annotations),
            decidedAt: try row.timestamp(6))
    }
}
