internal import QuorumCore

extension Connection {
    /// Adds what models say, but for what they said before and mean still, and moves tasks nobody has begun to the place
    /// that follows from it.
    func addPredictions(
        of items: [CheckedItem], in project: Project, _ counts: inout ImportCounts, at: Timestamp
    ) throws(StoreError) {
        let given = items.filter { !$0.predictions.isEmpty }
        guard !given.isEmpty else { return }
        var last = try lastPredictions(of: given.filter { !$0.isNew }.compactMap(\.task))
        var rows: [[SQLValue]] = []
        for item in given {
            guard let task = item.task else { throw StoreError(.corrupt, "A row that was just added is missing.") }
            for (prediction, key) in item.predictions {
                let said = Said(label: prediction.label, score: prediction.score)
                guard last[task]?[prediction.model] != said else {
                    counts.predictionsPresent += 1
                    continue
                }
                last[task, default: [:]][prediction.model] = said
                rows.append([
                    task.sql, prediction.model.sql, prediction.label.sql, key.sql, prediction.score.sql,
                    (prediction.uncertainty?.entropy).sql, (prediction.uncertainty?.margin).sql, at.sql,
                ])
            }
            if !item.isNew { try move(task, item.predictions.last?.prediction.uncertainty, in: project) }
        }
        try insert(
            rows, into: "prediction",
            ["task", "model", "label", "answer_key", "score", "entropy", "margin", "created_at"])
        counts.predictions = rows.count
    }

    /// The last prediction of each model for some tasks.
    private func lastPredictions(of tasks: [TaskID]) throws(StoreError) -> [TaskID: [String: Said]] {
        var last: [TaskID: [String: Said]] = [:]
        for row in try query(
            tasks, after: [],
            { "SELECT p.task, p.model, p.label, p.score FROM prediction p WHERE p.task IN \($0) ORDER BY p.id" })
        {
            last[try row.id(0), default: [:]][try row.text(1)] = Said(
                label: try row.text(2), score: try row.optionalDouble(3))
        }
        return last
    }

    /// Puts a task that nobody was given yet where it belongs by what a model says of it.
    private func move(
        _ task: TaskID, _ uncertainty: PredictionUncertainty?, in project: Project
    ) throws(StoreError) {
        guard let position = uncertainty.flatMap({ project.dispatch.position($0) }) else { return }
        try run("UPDATE task SET position = $2 WHERE id = $1 AND turn IS NULL", task, position)
    }
}

extension Connection {
    /// The prediction of a task that counts.
    func lastPrediction(of task: TaskID) throws(StoreError) -> Prediction? {
        try first(
            "SELECT \(Prediction.columns) FROM prediction p WHERE p.task = $1 ORDER BY p.id DESC LIMIT 1", task
        ).map(Prediction.init)
    }

    /// What the answer of an assignment begins with.
    func suggestion(with assignment: AssignmentID) throws(StoreError) -> String? {
        try first(
            "SELECT p.label FROM assignment a JOIN prediction p ON p.id = a.prediction WHERE a.id = $1", assignment
        )?.text(0)
    }
}

extension Prediction {
    /// Of `prediction p`.
    static let columns = "p.id, p.task, p.model, p.label, p.answer_key, p.score"
    static let width = 6

    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.id(0), task: try row.id(1), model: try row.text(2), label: try row.text(3),
            key: try row.text(4), score: try row.optionalDouble(5))
    }
}

/// What a model said of a task.
private struct Said: Equatable {
    let label: String
    let score: Double?
}
