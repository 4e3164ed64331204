package import QuorumCore

/// What a model said last of a task, and the label the task has from people.
package struct JudgedPrediction: Sendable, Hashable {
    package let id: PredictionID
    package let model: String
    /// Normalised.
    package let key: String
    /// How sure it is, where it says so.
    package let score: Double?
    package let createdAt: Timestamp
    /// The normalised label of the task; nil while people have given none.
    package let label: String?

    package init(
        id: PredictionID, model: String, key: String, score: Double?, createdAt: Timestamp, label: String?
    ) {
        self.id = id
        self.model = model
        self.key = key
        self.score = score
        self.createdAt = createdAt
        self.label = label
    }
}

extension LabelStore {
    /// The predictions that count on some of a project's tasks: of each model the last for each task.
    ///
    /// - Parameters:
    ///   - after: what the call before gave as `next`; nil for the first tasks.
    ///   - limit: of tasks.
    /// - Returns: the predictions, and where to go on; nil at the end.
    /// - Complexity: looks at nothing of other projects.
    package func judgedPredictions(
        in project: ProjectID, after: ChunkID?, limit: Int
    ) async throws(StoreError) -> (predictions: [JudgedPrediction], next: ChunkID?) {
        try await read { (db) throws(StoreError) in
            let first = after?.value ?? 0
            let rows = try db.all(
                "SELECT chunk FROM task WHERE project = $1 AND chunk > $2 ORDER BY chunk LIMIT $3", project, first,
                limit)
            guard let last: ChunkID = try rows.last?.id(0) else { return ([], nil) }
            var judged: [JudgedPrediction] = []
            for row in try db.all(
                """
                SELECT p.id, p.model, p.answer_key, p.score, p.created_at, d.answer_key
                FROM task t CROSS JOIN prediction p
                LEFT JOIN consensus d ON d.task = p.task AND d.method <> '\(ConsensusLabel.predicted)'
                WHERE t.project = $1 AND t.chunk > $2 AND t.chunk <= $3 AND p.task = t.id AND NOT EXISTS (
                    SELECT 1 FROM prediction q WHERE q.task = p.task AND q.model = p.model AND q.id > p.id)
                ORDER BY t.chunk, p.id
                """, project, first, last)
            {
                judged.append(
                    JudgedPrediction(
                        id: try row.id(0), model: try row.text(1), key: try row.text(2),
                        score: try row.optionalDouble(3), createdAt: try row.timestamp(4),
                        label: try row.optionalText(5)))
            }
            return (judged, rows.count == limit ? last : nil)
        }
    }

    /// The predictions that labels of a version are, for some of its tasks.
    package func predictions(of version: VersionID, tasks: [TaskID]) async throws(StoreError) -> [Prediction] {
        guard !tasks.isEmpty else { return [] }
        return try await read { (db) throws(StoreError) in
            let places = tasks.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
            let arguments: [any SQLConvertible] = [version] + tasks
            var predictions: [Prediction] = []
            for row in try db.query(
                """
                SELECT \(Prediction.columns) FROM prediction p WHERE p.task IN (\(places))
                AND EXISTS (SELECT 1 FROM version_prediction v WHERE v.version = $1 AND v.prediction = p.id)
                ORDER BY p.task
                """, arguments)
            { predictions.append(try Prediction(row)) }
            return predictions
        }
    }
}
