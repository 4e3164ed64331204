/// How far two workers agree on the items both of them answered.
public struct PairAgreement: Equatable, Sendable {
    /// The workers' codes, `a < b`.
    public let a: Int32
    public let b: Int32
    /// Items both answered.
    public let items: Int
    /// Share of them with the same label.
    public let observed: Double
    /// Cohen (1960), unweighted; nil when both gave one and the same label throughout.
    public let cohenKappa: Double?
    /// Standard error of kappa in large samples (Fleiss, Cohen, Everitt 1969); nil where there is no kappa.
    public let kappaError: Double?

    /// Every pair of workers with an item in common, by their codes.
    ///
    /// - Parameter limit: the most comparisons (pairs of votes on an item) to make.
    /// - Returns: nil when there are more comparisons than `limit`.
    /// - Complexity: O(*c* log *c*) for *c* comparisons.
    public static func all(_ votes: CodedVotes, limit: Int = 50_000_000) -> [PairAgreement]? {
        var comparisons = 0
        for item in 0..<votes.itemCount {
            let size = votes.itemOffsets[item + 1] - votes.itemOffsets[item]
            comparisons += size * (size - 1) / 2
            if comparisons > limit { return nil }
        }
        var pairs: [Comparison] = []
        pairs.reserveCapacity(comparisons)
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            for first in range {
                for second in (first + 1)..<range.upperBound {
                    pairs.append(
                        Comparison(
                            pair: UInt64(votes.workers[first]) << 32 | UInt64(votes.workers[second]),
                            a: votes.labels[first], b: votes.labels[second]))
                }
            }
        }
        pairs.sort { $0.pair < $1.pair }

        var result: [PairAgreement] = []
        var counts = LabelCounts(labelCount: votes.labelCount)
        var start = 0
        while start < pairs.count {
            var end = start + 1
            while end < pairs.count, pairs[end].pair == pairs[start].pair { end += 1 }
            result.append(counts.agreement(of: pairs[start..<end]))
            start = end
        }
        return result
    }
}

private struct Comparison {
    let pair: UInt64
    let a: Int32
    let b: Int32
}

/// Counts of each worker's labels, used again for every pair.
private struct LabelCounts {
    private var ofA: [Int]
    private var ofB: [Int]

    init(labelCount: Int) {
        ofA = [Int](repeating: 0, count: labelCount)
        ofB = ofA
    }

    mutating func agreement(of comparisons: ArraySlice<Comparison>) -> PairAgreement {
        var same = 0
        for comparison in comparisons {
            ofA[Int(comparison.a)] += 1
            ofB[Int(comparison.b)] += 1
            if comparison.a == comparison.b { same += 1 }
        }
        // Each label once.
        var products = 0
        var counted: [(label: Int, ofA: Int)] = []
        for comparison in comparisons {
            let label = Int(comparison.a)
            guard ofA[label] > 0 else { continue }
            products += ofA[label] * ofB[label]
            counted.append((label, ofA[label]))
            ofA[label] = 0
        }
        for (label, count) in counted { ofA[label] = count }
        defer {
            for comparison in comparisons {
                ofA[Int(comparison.a)] = 0
                ofB[Int(comparison.b)] = 0
            }
        }
        let size = Double(comparisons.count)
        let observed = Double(same) / size
        let isConstant = products == comparisons.count * comparisons.count
        let chance = Double(products) / (size * size)
        let pair = comparisons[comparisons.startIndex].pair
        let kappa = isConstant ? nil : (observed - chance) / (1 - chance)
        return PairAgreement(
            a: Int32(truncatingIfNeeded: pair >> 32), b: Int32(truncatingIfNeeded: pair), items: comparisons.count,
            observed: observed, cohenKappa: kappa,
            kappaError: kappa.map { error(comparisons, kappa: $0, chance: chance) })
    }

    private func error(_ comparisons: ArraySlice<Comparison>, kappa: Double, chance: Double) -> Double {
        let size = Double(comparisons.count)
        var sum = 0.0
        for comparison in comparisons {
            let (a, b) = (Int(comparison.a), Int(comparison.b))
            let share = Double(ofB[a] + ofA[b]) / size
            let term = a == b ? 1 - share * (1 - kappa) : share * (1 - kappa)
            sum += term * term
        }
        let rest = kappa - chance * (1 - kappa)
        return max(0, (sum / size - rest * rest) / size).squareRoot() / (1 - chance)
    }
}
