internal import Glibc

/// Dawid and Skene's model with one parameter a worker (Zhang, Chen, Zhou, Jordan 2016): the probability that an answer
/// is right, wrong ones being equally likely.
///
/// `Aggregate.skills` are these probabilities. Start and end are those of `DawidSkene`.
public struct OneCoinDawidSkene: Sendable {
    public var rounds = 100
    public var tolerance = 1e-5

    public init() {}

    /// - Complexity: O(*r* (*n* + *i k*)) for *r* rounds, *n* votes, *i* items, *k* labels.
    public func aggregate(_ votes: CodedVotes) throws(AggregationError) -> Aggregate {
        try VotingMethod.oneCoin.checkSize(votes, rows: votes.itemCount)
        var model = Coins(votes)
        return Expectation(rounds: rounds, tolerance: tolerance).run(votes, &model)
    }
}

private struct Coins: LabelModel {
    private(set) var skills: [Double]
    /// How much likelier an answer is where it is right, and the logarithm of how likely it is where it is wrong.
    private var odds: [Double]
    private var logWrong: [Double]
    private var answers: [Double]

    init(_ votes: CodedVotes) {
        answers = [Double](repeating: 0, count: votes.workerCount)
        for worker in votes.workers { answers[Int(worker)] += 1 }
        skills = [Double](repeating: 0, count: votes.workerCount)
        odds = skills
        logWrong = skills
    }

    mutating func maximise(_ posteriors: UnsafeBufferPointer<Double>, _ votes: CodedVotes) {
        skills.withUnsafeMutableBufferPointer { skills in
            skills.update(repeating: 0)
            for item in 0..<votes.itemCount {
                for vote in votes.votes(of: item) {
                    skills[Int(votes.workers[vote])] += posteriors[item * votes.labelCount + Int(votes.labels[vote])]
                }
            }
        }
        let range = DawidSkene.floor...(1 - DawidSkene.floor)
        // With one label there is no wrong answer.
        let others = Double(max(votes.labelCount - 1, 1))
        for worker in skills.indices where answers[worker] > 0 {
            skills[worker] /= answers[worker]
            let right = min(max(skills[worker], range.lowerBound), range.upperBound)
            let wrong = min(max((1 - skills[worker]) / others, range.lowerBound), range.upperBound)
            odds[worker] = right / wrong
            logWrong[worker] = log(wrong)
        }
    }

    @inline(__always)
    func weigh(vote: Int, _ votes: CodedVotes, _ row: UnsafeMutableBufferPointer<Double>) -> Double {
        let worker = Int(votes.workers[vote])
        row[Int(votes.labels[vote])] *= odds[worker]
        return logWrong[worker]
    }
}
