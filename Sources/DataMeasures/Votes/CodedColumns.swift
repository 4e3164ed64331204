internal import Consensus
internal import TableIO

/// Votes of a data set as codes that rise with the names; rows that lack a task, a worker or a label are left out.
struct CodedColumns {
    let votes: CodedVotes
    let tasks: ValueCodes
    let workers: ValueCodes
    let labels: ValueCodes

    /// - Returns: nil when a column is not there.
    init?(_ votes: MeasureInput.Votes) {
        guard let task = votes.table[votes.task], let worker = votes.table[votes.worker],
            let label = votes.table[votes.label]
        else { return nil }
        let tasks = ValueCodes([task]).ordered()
        let workers = ValueCodes([worker]).ordered()
        let labels = ValueCodes([label]).ordered()
        let rows = (0..<votes.table.rowCount).filter { row in
            tasks.codes[0][row] >= 0 && workers.codes[0][row] >= 0 && labels.codes[0][row] >= 0
        }
        self.votes = CodedVotes(
            items: rows.map { tasks.codes[0][$0] }, workers: rows.map { workers.codes[0][$0] },
            labels: rows.map { labels.codes[0][$0] })
        self.tasks = tasks
        self.workers = workers
        self.labels = labels
    }
}
