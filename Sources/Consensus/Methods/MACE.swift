internal import Glibc

/// Multi-annotator competence estimation (Hovy, Berg-Kirkpatrick, Vaswani, Hovy 2013): on each item a worker either
/// knows the label or answers by a habit of their own, whatever the item.
///
/// Variational Bayes with the authors' priors: Beta(0.5, 0.5) on knowing, and 10 imagined answers a label on habits.
/// All workers start alike, half knowing and without habits, so that a result does not hang on chance or on anybody's
/// name. `Aggregate.skills` are the workers' competences: the probability of knowing.
public struct MACE: Sendable {
    /// Rounds; there is no other end.
    public var rounds = 50
    private static let knowingPrior = 0.5
    private static let habitPrior = 10.0

    public init() {}

    /// - Complexity: O(*r n* + *i k*) for *r* rounds, *n* votes, *i* items, *k* labels.
    public func aggregate(_ votes: CodedVotes) throws(AggregationError) -> Aggregate {
        try VotingMethod.mace.checkSize(votes, rows: votes.itemCount)
        var habits = Habits(votes)
        for _ in 0..<rounds { habits.maximise(votes) }
        return Aggregate(
            LabelPosteriors(full: habits.posteriors(votes), votes: votes), rounds: rounds,
            skills: habits.competences)
    }

    private struct Habits {
        private let pairs: VotePairs
        /// Of each worker: the probability of knowing, and of not; variational, so that they sum to less than 1.
        private var knowing: [Double]
        private var guessing: [Double]
        /// Of each pair of worker and label: the probability of the label when guessing.
        private var habit: [Double]
        private var known: [Double]
        private var guessed: [Double]
        /// Of an item: the weight of each label that was voted for above that of one that was not.
        private var weights: [Double]
        private var isWeighed: [Bool]

        init(_ votes: CodedVotes) {
            pairs = VotePairs(votes, byWorker: VotesByWorker(votes))
            knowing = [Double](repeating: 0.5, count: votes.workerCount)
            guessing = knowing
            habit = [Double](repeating: 1 / Double(max(votes.labelCount, 1)), count: pairs.count)
            known = [Double](repeating: 0, count: votes.workerCount)
            guessed = [Double](repeating: 0, count: pairs.count)
            weights = [Double](repeating: 0, count: votes.labelCount)
            isWeighed = [Bool](repeating: false, count: votes.labelCount)
        }

        var competences: [Double] { zip(knowing, guessing).map { $0 / ($0 + $1) } }

        /// How much likelier a vote is when its label is the true one: log (1 + knowing / guessing it).
        private func gain(_ vote: Int, _ votes: CodedVotes) -> Double {
            let worker = Int(votes.workers[vote])
            return log1p(knowing[worker] / (guessing[worker] * habit[Int(pairs.pairs[vote])]))
        }

        mutating func maximise(_ votes: CodedVotes) {
            for worker in known.indices { known[worker] = 0 }
            for pair in guessed.indices { guessed[pair] = 0 }
            for item in 0..<votes.itemCount { expect(item, votes) }
            for worker in known.indices { normalise(worker, labelCount: votes.labelCount) }
        }

        private mutating func expect(_ item: Int, _ votes: CodedVotes) {
            let range = votes.votes(of: item)
            for vote in range { weights[Int(votes.labels[vote])] += gain(vote, votes) }
            // Labels nobody voted for have weight 0, that is, exp(0 − greatest) each.
            var greatest = 0.0
            for vote in range { greatest = max(greatest, weights[Int(votes.labels[vote])]) }
            var sum = Double(votes.labelCount) * exp(-greatest)
            for vote in range {
                let label = Int(votes.labels[vote])
                if isWeighed[label] { continue }
                isWeighed[label] = true
                sum += exp(weights[label] - greatest) - exp(-greatest)
            }
            for vote in range {
                let worker = Int(votes.workers[vote])
                let pair = Int(pairs.pairs[vote])
                let isRight = exp(weights[Int(votes.labels[vote])] - greatest) / sum
                let knew = isRight * knowing[worker] / (knowing[worker] + guessing[worker] * habit[pair])
                known[worker] += knew
                guessed[pair] += 1 - knew
            }
            for vote in range {
                weights[Int(votes.labels[vote])] = 0
                isWeighed[Int(votes.labels[vote])] = false
            }
        }

        private mutating func normalise(_ worker: Int, labelCount: Int) {
            let rows = pairs.workerOffsets[worker]..<pairs.workerOffsets[worker + 1]
            var total = 0.0
            for pair in rows { total += guessed[pair] }
            let all = Digamma.of(known[worker] + total + 2 * MACE.knowingPrior)
            knowing[worker] = exp(Digamma.of(known[worker] + MACE.knowingPrior) - all)
            guessing[worker] = exp(Digamma.of(total + MACE.knowingPrior) - all)
            let answers = Digamma.of(total + MACE.habitPrior * Double(labelCount))
            for pair in rows { habit[pair] = exp(Digamma.of(guessed[pair] + MACE.habitPrior) - answers) }
        }

        /// Items × labels.
        func posteriors(_ votes: CodedVotes) -> [Double] {
            var posteriors = [Double](repeating: 0, count: votes.itemCount * votes.labelCount)
            var row = [Double](repeating: 0, count: votes.labelCount)
            for item in 0..<votes.itemCount where !votes.votes(of: item).isEmpty {
                for label in row.indices { row[label] = 0 }
                for vote in votes.votes(of: item) { row[Int(votes.labels[vote])] += gain(vote, votes) }
                _ = Softmax.normalise(&row)
                for label in row.indices { posteriors[item * votes.labelCount + label] = row[label] }
            }
            return posteriors
        }
    }
}

/// The derivative of the logarithm of the gamma function.
enum Digamma {
    /// - Precondition: `x` is above 0.
    ///
    /// By recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 6.3.18), right to about 1e-14.
    static func of(_ x: Double) -> Double {
        var x = x
        var shift = 0.0
        while x < 10 {
            shift -= 1 / x
            x += 1
        }
        let square = 1 / (x * x)
        let series =
            square
            * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))))
        return shift + log(x) - 0.5 / x - series
    }
}
