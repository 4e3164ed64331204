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
    private var logRight: [Double]
    private var logWrong: [Double]
    private var answers: [Double]

    init(_ votes: CodedVotes) {
        answers = [Double](repeating: 0, count: votes.workerCount)
        for worker in votes.workers { answers[Int(worker)] += 1 }
        skills = [Double](repeating: 0, count: votes.workerCount)
        logRight = skills
        logWrong = skills
    }

    mutating func maximise(_ posteriors: [Double], _ votes: CodedVotes) {
        for worker in skills.indices { skills[worker] = 0 }
        for item in 0..<votes.itemCount {
            for vote in votes.votes(of: item) {
                skills[Int(votes.workers[vote])] += posteriors[item * votes.labelCount + Int(votes.labels[vote])]
            }
        }
        let range = DawidSkene.floor...(1 - DawidSkene.floor)
        // With one label there is no wrong answer.
        let others = Double(max(votes.labelCount - 1, 1))
        for worker in skills.indices where answers[worker] > 0 {
            skills[worker] /= answers[worker]
            logRight[worker] = log(min(max(skills[worker], range.lowerBound), range.upperBound))
            logWrong[worker] = log(min(max((1 - skills[worker]) / others, range.lowerBound), range.upperBound))
        }
    }

    func addLogLikelihoods(of item: Int, _ votes: CodedVotes, to row: inout [Double]) {
        var wrong = 0.0
        for vote in votes.votes(of: item) {
            let worker = Int(votes.workers[vote])
            wrong += logWrong[worker]
            row[Int(votes.labels[vote])] += logRight[worker] - logWrong[worker]
        }
        for label in row.indices { row[label] += wrong }
    }
}
