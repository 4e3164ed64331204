/// Worker agreement with aggregate: a majority vote in which each worker weighs as much as they agree with the plain
/// majority.
///
/// A worker's skill is the share of their votes that are the majority's label; where *k* labels are tied, a vote for
/// one of them counts 1/*k*, so that it does not matter what the labels are called.
public enum Wawa {
    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of an item.
    public static func aggregate(_ votes: CodedVotes) -> Aggregate {
        MajorityVote.aggregate(votes, weights: agreement(with: votes))
    }

    /// Each worker's share of votes for the majority's label; 0 for a worker without votes.
    private static func agreement(with votes: CodedVotes) -> [Double] {
        var right = [Double](repeating: 0, count: votes.workerCount)
        var answers = [Int](repeating: 0, count: votes.workerCount)
        // How often each label was given to the item, and 0 between two items.
        var counts = [Int32](repeating: 0, count: votes.labelCount)
        for item in 0..<votes.itemCount {
            let range = votes.votes(of: item)
            for vote in range { counts[Int(votes.labels[vote])] += 1 }
            var most: Int32 = 0
            for vote in range { most = max(most, counts[Int(votes.labels[vote])]) }
            var votesForMost: Int32 = 0
            for vote in range where counts[Int(votes.labels[vote])] == most { votesForMost += 1 }
            let credit = Double(most) / Double(votesForMost)
            for vote in range {
                let worker = Int(votes.workers[vote])
                answers[worker] += 1
                if counts[Int(votes.labels[vote])] == most { right[worker] += credit }
            }
            for vote in range { counts[Int(votes.labels[vote])] = 0 }
        }
        return zip(right, answers).map { $1 == 0 ? 0 : $0 / Double($1) }
    }
}
