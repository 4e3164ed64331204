internal import TableIO

/// A file of tasks whose right label is known: columns `task` and `label`.
package struct GoldLabels: Sendable {
    package let path: String
    package let labels: [String: String]

    package init(reading path: String) throws(MeasureError) {
        let table = try DataFiles.read(path)
        let columns = NamedColumns(table, path: path)
        let tasks = try columns.filled("task")
        let answers = try columns.filled("label", mayBeEmpty: true)
        var labels: [String: String] = [:]
        for row in 0..<table.rowCount {
            let task = tasks.text(row)!
            guard labels.updateValue(answers.text(row)!, forKey: task) == nil else {
                throw MeasureError(
                    "duplicate", path, "row \(row + 1) names task '\(task)' again; leave one row for each task")
            }
        }
        self.path = path
        self.labels = labels
    }
}

/// Which labels can be compared with gold.
struct GoldMatch {
    /// Tasks with votes and gold, by the tasks' names.
    var pairs: [(row: ConsensusTable.Row, gold: String)] = []
    /// Tasks with votes that gold does not name.
    var withoutGold = 0
    /// Tasks of gold nobody voted on.
    var withoutVotes: [String] = []

    /// - Parameter path: the file of votes, for the error when gold knows none of its tasks.
    init(_ table: ConsensusTable, _ gold: GoldLabels, votes path: String) throws(MeasureError) {
        var left = gold.labels
        for row in table.rows {
            if let known = left.removeValue(forKey: row.task) {
                pairs.append((row, known))
            } else {
                withoutGold += 1
            }
        }
        withoutVotes = left.keys.sorted()
        guard !pairs.isEmpty else {
            throw MeasureError(
                "no_overlap", gold.path,
                "none of its \(gold.labels.count) tasks is among those of \(path) (such as "
                    + "'\(table.rows.first?.task ?? "")'); check that both name tasks alike")
        }
    }
}
