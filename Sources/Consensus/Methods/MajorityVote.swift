/// The label most votes are for. The probability of a label is its share of the votes.
public enum MajorityVote {
    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of an item.
    public static func aggregate(_ votes: CodedVotes) -> Aggregate {
        Aggregate(shares(votes) { _ in 1 })
    }

    /// Votes count as much as their workers weigh; where all who voted on an item weigh nothing, alike.
    ///
    /// - Parameter weights: 0 or more, by worker.
    public static func aggregate(_ votes: CodedVotes, weights: [Double]) -> Aggregate {
        precondition(weights.count >= votes.workerCount, "a worker without a weight")
        return Aggregate(shares(votes) { weights[Int(votes.workers[$0])] }, skills: weights)
    }

    static func shares(_ votes: CodedVotes, weight: (Int) -> Double) -> LabelPosteriors {
        var offsets = [0]
        var labels: [Int32] = []
        var shares: [Double] = []
        offsets.reserveCapacity(votes.itemCount + 1)
        var given: [(label: Int32, weight: Double)] = []
        for item in 0..<votes.itemCount {
            given.removeAll(keepingCapacity: true)
            var total = 0.0
            for vote in votes.votes(of: item) {
                let weight = weight(vote)
                given.append((votes.labels[vote], weight))
                total += weight
            }
            let isWeightless = !(total > 0)
            if isWeightless { total = Double(given.count) }
            // Equal labels in the order of their weights, so that a sum does not depend on the workers' codes.
            given.sort { ($0.label, $0.weight) < ($1.label, $1.weight) }
            for vote in given {
                let share = (isWeightless ? 1 : vote.weight) / total
                if labels.count > offsets[item], labels[labels.count - 1] == vote.label {
                    shares[shares.count - 1] += share
                } else {
                    labels.append(vote.label)
                    shares.append(share)
                }
            }
            offsets.append(labels.count)
        }
        return LabelPosteriors(offsets: offsets, labels: labels, probabilities: shares)
    }
}
