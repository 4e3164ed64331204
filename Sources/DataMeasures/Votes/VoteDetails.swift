internal import TableIO

/// What a table of votes says of workers beside their answers: how long they took, and what gold says.
struct VoteDetails {
    /// Columns with the seconds of an answer, and with the right label, by their names.
    private static let timeNames = ["seconds", "lead_time", "work_time", "time_spent"]
    private static let goldNames = ["gold", "gold_label"]

    /// By the worker's code: the median of the seconds; nil without any.
    let seconds: [Double?]?
    /// By the worker's code: answers where gold is known, and how many are gold's.
    let gold: [(answers: Int, right: Int)]?

    init(_ votes: MeasureInput.Votes, _ coded: CodedColumns) {
        let workers = coded.workers.codes[0]
        let times = Self.column(votes.table, Self.timeNames)?.asNumbers()
        seconds = times.map { times in
            var byWorker = [[Double]](repeating: [], count: coded.workers.count)
            for (worker, time) in zip(workers, times) where worker >= 0 && time.isFinite {
                byWorker[Int(worker)].append(time)
            }
            return byWorker.map { $0.isEmpty ? nil : Quantile.of(sorted: $0.sorted(), 0.5) }
        }
        gold = Self.column(votes.table, Self.goldNames).map { column in
            let alike = AlikeColumns.of([votes.table[votes.label]!, column])
            var counts = [(answers: Int, right: Int)](repeating: (0, 0), count: coded.workers.count)
            for (row, worker) in workers.enumerated() where worker >= 0 && coded.labels.codes[0][row] >= 0 {
                guard let known = alike[1].text(row), !known.isEmpty else { continue }
                counts[Int(worker)].answers += 1
                if alike[0].text(row) == known { counts[Int(worker)].right += 1 }
            }
            return counts
        }
    }

    private static func column(_ table: Table, _ names: [String]) -> Column? {
        names.lazy.compactMap { name in table.columns.first { $0.name.lowercased() == name } }.first
    }
}

extension WorkerFindings {
    mutating func add(_ details: VoteDetails) {
        for index in workers.indices {
            let code = Int(workers[index].code)
            workers[index].seconds = details.seconds?[code]
            workers[index].gold = details.gold?[code] ?? workers[index].gold
        }
    }
}
