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

    @inline(__always)
    private static func shares(_ votes: CodedVotes, weight: (Int) -> Double) -> LabelPosteriors {
        var offsets = [0]
        offsets.reserveCapacity(votes.itemCount + 1)
        var labels: [Int32] = []
        var shares: [Double] = []
        labels.reserveCapacity(votes.voteCount)
        shares.reserveCapacity(votes.voteCount)
        var given: [Given] = []
        for item in 0..<votes.itemCount {
            given.removeAll(keepingCapacity: true)
            var total = 0.0
            for vote in votes.votes(of: item) {
                let weight = weight(vote)
                given.append(Given(label: votes.labels[vote], weight: weight))
                total += weight
            }
            let isWeightless = !(total > 0)
            if isWeightless { total = Double(given.count) }
            // Equal labels in the order of their weights, so that a sum does not depend on the workers' codes.
            given.withUnsafeMutableBufferPointer { $0.sortFew(by: <) }
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

    private struct Given: Comparable {
        let label: Int32
        let weight: Double

        static func < (left: Given, right: Given) -> Bool {
            left.label == right.label ? left.weight < right.weight : left.label < right.label
        }
    }
}
