/// Dawid and Skene (1979): every worker has an error matrix, the probability of each answer given the true label.
///
/// Labels and error matrices are estimated in turns by expectation and maximisation, from the shares of the majority
/// vote, until the evidence lower bound rises by less than `tolerance` a vote. The bound is taken right after an
/// expectation, where it is the log-likelihood.
public struct DawidSkene: Sendable {
    /// The most rounds.
    public var rounds = 100
    public var tolerance = 1e-5
    /// What a probability is at least before an error matrix is normalised.
    static let floor = 1e-10

    public init() {}

    /// - Complexity: O(*r n k*) for *r* rounds, *n* votes, *k* labels.
    public func aggregate(_ votes: CodedVotes) throws(AggregationError) -> Aggregate {
        let pairs = VotePairs(votes, byWorker: VotesByWorker(votes))
        try VotingMethod.dawidSkene.checkSize(votes, rows: votes.itemCount + pairs.count)
        var model = ErrorMatrices(votes, pairs)
        return Expectation(rounds: rounds, tolerance: tolerance).run(votes, &model)
    }
}

/// Workers' error matrices, of which only the rows of labels that a worker ever gave are kept.
private struct ErrorMatrices: LabelModel {
    private let pairs: VotePairs
    private let labelCount: Int
    /// P(answer | true label): pairs × true labels.
    private var errors: [Double]
    private var sums: [Double]

    init(_ votes: CodedVotes, _ pairs: VotePairs) {
        self.pairs = pairs
        labelCount = votes.labelCount
        errors = [Double](repeating: 0, count: pairs.count * labelCount)
        sums = [Double](repeating: 0, count: labelCount)
    }

    mutating func maximise(_ posteriors: UnsafeBufferPointer<Double>, _ votes: CodedVotes) {
        errors.withUnsafeMutableBufferPointer { errors in
            errors.update(repeating: 0)
            for item in 0..<votes.itemCount {
                let truth = item * labelCount
                for vote in votes.votes(of: item) {
                    let row = Int(pairs.pairs[vote]) * labelCount
                    for label in 0..<labelCount { errors[row + label] += posteriors[truth + label] }
                }
            }
        }
        for worker in 0..<votes.workerCount { normalise(worker) }
    }

    /// Each column of a worker's matrix to a sum of 1.
    private mutating func normalise(_ worker: Int) {
        for label in 0..<labelCount { sums[label] = 0 }
        let rows = pairs.workerOffsets[worker]..<pairs.workerOffsets[worker + 1]
        for row in rows {
            for label in 0..<labelCount {
                let count = max(errors[row * labelCount + label], DawidSkene.floor)
                errors[row * labelCount + label] = count
                sums[label] += count
            }
        }
        for row in rows {
            for label in 0..<labelCount { errors[row * labelCount + label] /= sums[label] }
        }
    }

    @inline(__always)
    func weigh(vote: Int, _ votes: CodedVotes, _ row: UnsafeMutableBufferPointer<Double>) -> Double {
        let start = Int(pairs.pairs[vote]) * labelCount
        errors.withUnsafeBufferPointer { errors in
            for label in 0..<labelCount { row[label] *= errors[start + label] }
        }
        return 0
    }

    var skills: [Double] { [] }
}
