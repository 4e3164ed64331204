internal import TableIO

/// A file of workers' weights: columns `worker` and `weight`.
package enum WorkerWeights {
    /// The weight of each worker of the votes, by code.
    package static func read(_ path: String, for votes: VoteTable) throws(MeasureError) -> [Double] {
        let table = try DataFiles.read(path)
        let columns = NamedColumns(table, path: path)
        let workers = try columns.filled("worker")
        let weights = try columns.filled("weight")
        var known: [String: Double] = [:]
        for row in 0..<table.rowCount {
            guard let text = weights.text(row), let weight = Double(text), weight.isFinite, weight >= 0 else {
                throw MeasureError(
                    "malformed", path,
                    "row \(row + 1): the weight '\(weights.text(row) ?? "")' is no number of 0 or more; mend it")
            }
            known[workers.text(row)!] = weight
        }
        var found: [Double] = []
        for code in 0..<Int32(votes.workers.count) {
            guard let weight = known[votes.worker(code)] else {
                throw MeasureError(
                    "missing_value", path, "worker '\(votes.worker(code))' of \(votes.path) has no weight; add a row")
            }
            found.append(weight)
        }
        return found
    }
}
