/// Worker agreement with aggregate: a majority vote in which each worker weighs as much as they agree with the plain
/// majority.
///
/// A worker's skill is the share of their votes that are the majority's label; where *k* labels are tied, a vote for
/// one of them counts 1/*k*, so that it does not matter what the labels are called.
public enum Wawa {
    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of an item.
    public static func aggregate(_ votes: CodedVotes) -> Aggregate {
        let majority = MajorityVote.aggregate(votes).posteriors
        var right = [Double](repeating: 0, count: votes.workerCount)
        var answers = [Int](repeating: 0, count: votes.workerCount)
        for item in 0..<votes.itemCount {
            guard let decision = majority.decision(item) else { continue }
            for vote in votes.votes(of: item) {
                let worker = Int(votes.workers[vote])
                answers[worker] += 1
                if decision.holds(votes.labels[vote]) { right[worker] += 1 / Double(decision.tiedCount) }
            }
        }
        let skills = zip(right, answers).map { $1 == 0 ? 0 : $0 / Double($1) }
        return MajorityVote.aggregate(votes, weights: skills)
    }
}
