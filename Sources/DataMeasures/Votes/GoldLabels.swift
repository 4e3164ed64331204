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

    private init(path: String, labels: [String: String]) {
        self.path = path
        self.labels = labels
    }

    /// The same with each number written as the votes write it: 3 is the 3.0 of a column that lacked a cell once.
    func spelled(as votes: VoteTable) -> GoldLabels {
        let answers = votes.answers
        let known = Array(Set(labels.values))
        let alike = AlikeColumns.of([answers, known].map { Column(name: "label", storage: .utf8(UTF8Column($0))) })
        var spellings: [String: String] = [:]
        for (row, answer) in answers.enumerated() {
            if let text = alike[0].text(row), spellings[text] == nil { spellings[text] = answer }
        }
        let given = Set(answers)
        var spelled: [String: String] = [:]
        for (row, label) in known.enumerated() where !given.contains(label) {
            spelled[label] = alike[1].text(row).flatMap { spellings[$0] }
        }
        return GoldLabels(path: path, labels: labels.mapValues { spelled[$0] ?? $0 })
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
