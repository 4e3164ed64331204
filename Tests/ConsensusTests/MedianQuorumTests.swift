import Consensus
import QuorumCore
import Testing

@Suite struct MedianQuorumTests {
    @Test func ratingsThatLieTogetherSettleAtTheirMedian() throws {
        let policy = try QuorumPolicy(agree: 3, max: 5, match: .median, tolerance: 1)
        #expect(MedianQuorum.decide([5, 1, 4], policy: policy) == .open(wanted: 1))
        #expect(MedianQuorum.decide([5, 1, 4, 5], policy: policy) == .settled(key: "5", support: 3))
        #expect(MedianQuorum.decide([5, 1, 3, 9, 7], policy: policy) == .contested)
    }

    /// Every sequence of up to five ratings of 1 to 4, under every policy up to 5/5 and two tolerances.
    @Test func stoppingEarlyNeverChangesTheOutcome() throws {
        for tolerance in 0...1 {
            for max in 1...5 {
                for agree in 1...max {
                    let policy = try QuorumPolicy(agree: agree, max: max, match: .median, tolerance: tolerance)
                    for sequence in sequences(of: 1...4, length: max) {
                        let final = MedianQuorum.decide(sequence, policy: policy)
                        #expect(final == reference(sequence, policy), "\(sequence) under \(policy)")
                        for length in 0..<max {
                            let head = Array(sequence.prefix(length))
                            let outcome = MedianQuorum.decide(head, policy: policy)
                            if case .open(let wanted) = outcome {
                                let settles = (1...4).contains { rating in
                                    let more = head + Array(repeating: rating, count: wanted)
                                    if case .settled = MedianQuorum.decide(more, policy: policy) { return true }
                                    return false
                                }
                                #expect(settles && length + wanted <= max, "\(head) under \(policy)")
                            } else {
                                #expect(outcome == final, "\(sequence) under \(policy) after \(length)")
                            }
                        }
                    }
                }
            }
        }
    }

    /// Without a tolerance ratings are labels.
    @Test func equalRatingsAreVotedOnAsLabelsAre() throws {
        for sequence in sequences(of: 1...3, length: 5) {
            let policy = try QuorumPolicy(agree: 3, max: 5, match: .median)
            #expect(
                MedianQuorum.decide(sequence, policy: policy)
                    == QuorumTally.decide(keys: sequence.map(String.init), policy: policy))
        }
    }

    /// Tries every group of `agree` ratings of every prefix.
    private func reference(_ ratings: [Int], _ policy: QuorumPolicy) -> QuorumOutcome {
        for count in 1...ratings.count where count >= policy.agree {
            let groups = subsets(of: Array(ratings.prefix(count)), size: policy.agree).map { $0.sorted() }
                .filter { $0[$0.count - 1] - $0[0] <= policy.tolerance }
            let best = groups.min { one, other in
                (one[one.count - 1] - one[0], one[0]) < (other[other.count - 1] - other[0], other[0])
            }
            if let best { return .settled(key: String(best[(best.count - 1) / 2]), support: policy.agree) }
        }
        return .contested
    }

    private func subsets(of values: [Int], size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return values.indices.flatMap { index in
            subsets(of: Array(values[(index + 1)...]), size: size - 1).map { [values[index]] + $0 }
        }
    }

    private func sequences(of points: ClosedRange<Int>, length: Int) -> [[Int]] {
        guard length > 0 else { return [[]] }
        return sequences(of: points, length: length - 1).flatMap { head in points.map { head + [$0] } }
    }
}
