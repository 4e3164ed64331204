/// How far a worker can be relied on, judged by the labels that a method found.
public struct WorkerReliability: Equatable, Sendable {
    /// The worker's code.
    public let worker: Int32
    public let answers: Int
    /// Answers to items that somebody else answered too; only these say anything about the worker.
    public let compared: Int
    /// Expected share of the compared answers that are right, under the posteriors; nil without any.
    public let reliability: Double?
    /// 95 % interval of the reliability, the labels being taken as given.
    public let interval: ProportionInterval?
    /// Raykar and Yu's (2012) score: 0 for a spammer, whose answers do not depend on the item, 1 for somebody whose
    /// answers tell all labels apart, rightly or not; nil where the worker met fewer than two labels.
    public let spammerScore: Double?
    /// What the worker answers where each label is right, the most frequent first.
    public let confusion: [ConfusionEntry]

    /// How often a worker gives one label where another, or the same, is right.
    public struct ConfusionEntry: Equatable, Sendable {
        public let truth: Int32
        public let answer: Int32
        /// Expected answers under the posteriors.
        public let count: Double
        /// Of the worker's answers where `truth` is right.
        public let share: Double
    }

    /// All workers with an answer, by their codes.
    ///
    /// - Complexity: O(*n k*) for *n* votes, and *k* labels an item may have.
    public static func all(_ votes: CodedVotes, _ posteriors: LabelPosteriors) -> [WorkerReliability] {
        let byWorker = VotesByWorker(votes)
        var itemOfVote: [Int32] = []
        itemOfVote.reserveCapacity(votes.voteCount)
        for item in 0..<votes.itemCount {
            itemOfVote.append(contentsOf: repeatElement(Int32(item), count: votes.votes(of: item).count))
        }
        var confusion = Confusion(labelCount: votes.labelCount)
        return (0..<votes.workerCount).compactMap { worker in
            let answers = byWorker[worker]
            guard !answers.isEmpty else { return nil }
            var right = 0.0
            var compared = 0
            for answer in answers {
                let item = Int(itemOfVote[Int(answer)])
                guard votes.votes(of: item).count > 1 else { continue }
                compared += 1
                let label = votes.labels[Int(answer)]
                right += posteriors.probability(of: label, item: item)
                confusion.add(label, posteriors, item: item)
            }
            let entries = confusion.entries()
            let score = confusion.takeSpammerScore()
            return WorkerReliability(
                worker: Int32(worker), answers: answers.count, compared: compared,
                reliability: compared > 0 ? right / Double(compared) : nil,
                interval: ProportionInterval(successes: right, trials: compared),
                spammerScore: score, confusion: entries)
        }
    }
}

/// A worker's expected answers by true label, used again for every worker.
private struct Confusion {
    /// True labels the worker met less than this often (expected) are left out: their column is chance.
    private static let fewest = 1.0
    private static let mostEntries = 100

    /// The row of each answer and the column of each true label so far; -1 for none yet.
    private var rowOf: [Int32]
    private var columnOf: [Int32]
    private var answers: [Int32] = []
    private var truths: [Int32] = []
    /// Entries, an array a row.
    private var rows: [[Double]] = []

    init(labelCount: Int) {
        rowOf = [Int32](repeating: -1, count: labelCount)
        columnOf = rowOf
    }

    mutating func add(_ answer: Int32, _ posteriors: LabelPosteriors, item: Int) {
        if rowOf[Int(answer)] < 0 {
            rowOf[Int(answer)] = Int32(answers.count)
            answers.append(answer)
            if rows.count < answers.count { rows.append([]) }
        }
        let row = Int(rowOf[Int(answer)])
        for entry in posteriors.offsets[item]..<posteriors.offsets[item + 1] {
            let truth = posteriors.labels[entry]
            if columnOf[Int(truth)] < 0 {
                columnOf[Int(truth)] = Int32(truths.count)
                truths.append(truth)
            }
            let column = Int(columnOf[Int(truth)])
            while rows[row].count <= column { rows[row].append(0) }
            rows[row][column] += posteriors.probabilities[entry]
        }
    }

    /// Entries of at least half an answer, at most 100.
    func entries() -> [WorkerReliability.ConfusionEntry] {
        var totals = [Double](repeating: 0, count: truths.count)
        for row in rows[..<answers.count] { for (column, count) in row.enumerated() { totals[column] += count } }
        var entries: [WorkerReliability.ConfusionEntry] = []
        for (row, answer) in zip(rows, answers) {
            for (column, count) in row.enumerated() where count >= 0.5 {
                entries.append(
                    WorkerReliability.ConfusionEntry(
                        truth: truths[column], answer: answer, count: count, share: count / totals[column]))
            }
        }
        entries.sort { ($1.count, $0.truth, $0.answer) < ($0.count, $1.truth, $1.answer) }
        return Array(entries.prefix(Self.mostEntries))
    }

    /// 1 / (c (c − 1)) of the sum, over all pairs of the c true labels, of the squared differences between the
    /// probabilities of each answer. Forgets everything.
    mutating func takeSpammerScore() -> Double? {
        var totals = [Double](repeating: 0, count: truths.count)
        for row in rows[..<answers.count] { for (column, count) in row.enumerated() { totals[column] += count } }
        let met = totals.indices.filter { totals[$0] >= Self.fewest }
        var differences = 0.0
        for row in rows[..<answers.count] {
            var sum = 0.0
            var squares = 0.0
            for column in met where column < row.count {
                let probability = row[column] / totals[column]
                sum += probability
                squares += probability * probability
            }
            // The sum over pairs of (x − y)² is c Σx² − (Σx)².
            differences += Double(met.count) * squares - sum * sum
        }
        for answer in answers { rowOf[Int(answer)] = -1 }
        for truth in truths { columnOf[Int(truth)] = -1 }
        for row in answers.indices { rows[row].removeAll(keepingCapacity: true) }
        answers.removeAll(keepingCapacity: true)
        truths.removeAll(keepingCapacity: true)
        guard met.count > 1 else { return nil }
        return min(max(differences / Double(met.count * (met.count - 1)), 0), 1)
    }
}
