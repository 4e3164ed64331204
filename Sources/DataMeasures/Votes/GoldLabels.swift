internal import Consensus
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

/// How labels compare with gold.
package struct GoldScore: Sendable {
    /// Tasks with votes and gold.
    package let tasks: Int
    /// Tasks whose label is gold's; where *k* labels are tied and gold's is one of them, 1/*k*.
    package let right: Double
    /// Tasks with votes that gold does not name.
    package let withoutGold: Int
    /// Tasks of gold nobody voted on.
    package let withoutVotes: [String]

    package var accuracy: Double { right / Double(tasks) }

    /// - Parameter path: the file of votes, for the error when gold knows none of its tasks.
    package init(_ table: ConsensusTable, _ gold: GoldLabels, votes path: String) throws(MeasureError) {
        self.init(table.rows, gold)
        guard tasks > 0 else {
            throw MeasureError(
                "no_overlap", gold.path,
                "none of its \(gold.labels.count) tasks is among those of \(path) (such as "
                    + "'\(table.rows.first?.task ?? "")'); check that both name tasks alike")
        }
    }

    init(_ rows: [ConsensusTable.Row], _ gold: GoldLabels) {
        var scored = 0
        var right = 0.0
        var left = gold.labels
        for row in rows {
            guard let known = left.removeValue(forKey: row.task) else { continue }
            scored += 1
            if row.tied.isEmpty {
                if row.label == known { right += 1 }
            } else if row.tied.contains(known) {
                right += 1 / Double(row.tied.count)
            }
        }
        tasks = scored
        self.right = right
        withoutGold = rows.count - scored
        withoutVotes = left.keys.sorted()
    }
}
