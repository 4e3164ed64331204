/// The label most votes are for. The probability of a label is its share of the votes.
public enum MajorityVote {
    /// - Complexity: O(*n*) for *n* votes, and O(*m* log *m*) for the *m* votes of an item.
    public static func aggregate(_ votes: CodedVotes) -> Aggregate {
        Aggregate(counted(votes))
    }

    /// Votes count as much as their workers weigh; where all who voted on an item weigh nothing, alike.
    ///
    /// - Parameter weights: 0 or more, by worker.
    public static func aggregate(_ votes: CodedVotes, weights: [Double]) -> Aggregate {
        precondition(weights.count >= votes.workerCount, "a worker without a weight")
        return Aggregate(weighed(votes, weights), skills: weights)
    }

    private static func counted(_ votes: CodedVotes) -> LabelPosteriors {
        votes.labels.withUnsafeBufferPointer { labelOf in
            posteriors(votes, { labelOf[$0] }) { given, labels, shares, end in
                given.sortFew(by: <)
                var start = 0
                while start < given.count {
                    var next = start + 1
                    while next < given.count, given[next] == given[start] { next += 1 }
                    labels.initializeElement(at: end, to: given[start])
                    shares.initializeElement(at: end, to: Double(next - start) / Double(given.count))
                    end += 1
                    start = next
                }
            }
        }
    }

    private static func weighed(_ votes: CodedVotes, _ weights: [Double]) -> LabelPosteriors {
        votes.labels.withUnsafeBufferPointer { labelOf in
            votes.workers.withUnsafeBufferPointer { workerOf in
                weights.withUnsafeBufferPointer { weights in
                    posteriors(votes, { Given(label: labelOf[$0], weight: weights[Int(workerOf[$0])]) }) {
                        add($0, to: $1, $2, at: &$3)
                    }
                }
            }
        }
    }

    /// - Parameters:
    ///   - given: what counts of a vote.
    ///   - add: puts an item's labels and their shares at an end, which it moves on.
    @inline(__always)
    private static func posteriors<Vote: BitwiseCopyable>(
        _ votes: CodedVotes, _ given: (Int) -> Vote,
        _ add: (
            UnsafeMutableBufferPointer<Vote>, UnsafeMutableBufferPointer<Int32>, UnsafeMutableBufferPointer<Double>,
            inout Int
        ) -> Void
    ) -> LabelPosteriors {
        var labels: [Int32] = []
        var offsets: [Int] = []
        let most = (0..<votes.itemCount).reduce(0) { max($0, votes.votes(of: $1).count) }
        let shares = [Double](unsafeUninitializedCapacity: votes.voteCount) { shares, end in
            labels = [Int32](unsafeUninitializedCapacity: votes.voteCount) { labels, labelCount in
                offsets = [Int](unsafeUninitializedCapacity: votes.itemCount + 1) { offsets, offsetCount in
                    offsets.initializeElement(at: 0, to: 0)
                    withUnsafeTemporaryAllocation(of: Vote.self, capacity: most) { own in
                        for item in 0..<votes.itemCount {
                            let range = votes.votes(of: item)
                            for vote in range { own[vote - range.lowerBound] = given(vote) }
                            add(UnsafeMutableBufferPointer(rebasing: own[..<range.count]), labels, shares, &end)
                            offsets.initializeElement(at: item + 1, to: end)
                        }
                    }
                    offsetCount = votes.itemCount + 1
                }
                labelCount = end
            }
        }
        return LabelPosteriors(offsets: offsets, labels: labels, probabilities: shares)
    }

    /// Adds an item's labels and their shares at the end.
    private static func add(
        _ given: UnsafeMutableBufferPointer<Given>, to labels: UnsafeMutableBufferPointer<Int32>,
        _ shares: UnsafeMutableBufferPointer<Double>, at end: inout Int
    ) {
        var total = given.reduce(0) { $0 + $1.weight }
        if total.isInfinite {
            scale(given)
            total = given.reduce(0) { $0 + $1.weight }
        }
        let isWeightless = !(total > 0)
        if isWeightless { total = Double(given.count) }
        // Equal labels in the order of their weights, so that a sum does not depend on the workers' codes.
        given.sortFew(by: <)
        let start = end
        for vote in given {
            let share = (isWeightless ? 1 : vote.weight) / total
            if end > start, labels[end - 1] == vote.label {
                shares[end - 1] += share
            } else {
                labels.initializeElement(at: end, to: vote.label)
                shares.initializeElement(at: end, to: share)
                end += 1
            }
        }
    }

    /// Weights whose sum would be infinite become shares of the greatest; beside infinite ones others count nothing.
    private static func scale(_ given: UnsafeMutableBufferPointer<Given>) {
        let greatest = given.reduce(0) { max($0, $1.weight) }
        for place in given.indices {
            let weight = given[place].weight
            given[place].weight = greatest.isInfinite ? (weight.isInfinite ? 1 : 0) : weight / greatest
        }
    }

    private struct Given: Comparable {
        let label: Int32
        var weight: Double

        static func < (left: Given, right: Given) -> Bool {
            left.label == right.label ? left.weight < right.weight : left.label < right.label
        }
    }
}
