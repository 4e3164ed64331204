/// Krippendorff's alpha for labels that have a place on a scale, so that a near miss counts less than a far one.
public struct MetricAlpha: Equatable, Sendable {
    /// Distances are squared differences of the labels' ranks among all votes.
    public let ordinal: Double?
    /// Distances are squared differences of the labels' values.
    public let interval: Double?

    /// - Parameter values: the value of each label by its code.
    /// - Complexity: O(*n*) for *n* votes, and O(*k* log *k*) for *k* labels.
    public init(_ votes: CodedVotes, values: [Double]) {
        precondition(values.count >= votes.labelCount, "a label without a value")
        interval = Self.alpha(votes, places: values)
        ordinal = Self.alpha(votes, places: Self.midRanks(votes, values: values))
    }

    private static func midRanks(_ votes: CodedVotes, values: [Double]) -> [Double] {
        var totals = [Double](repeating: 0, count: votes.labelCount)
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            if range.count >= 2 { for vote in range { totals[Int(votes.labels[vote])] += 1 } }
        }
        let order = (0..<votes.labelCount).sorted { values[$0] < values[$1] }
        return MidRanks.of(order, values: values, totals: totals)
    }

    /// 1 − observed / expected squared distance, both over all ordered pairs of votes.
    private static func alpha(_ votes: CodedVotes, places: [Double]) -> Double? {
        var size = 0
        var mean = 0.0
        forEachComparedItem(votes) { range in
            size += range.count
            for vote in range { mean += places[Int(votes.labels[vote])] }
        }
        guard size > 0 else { return nil }
        mean /= Double(size)
        var observed = 0.0
        var sum = 0.0
        var squares = 0.0
        forEachComparedItem(votes) { range in
            var itemSum = 0.0
            var itemSquares = 0.0
            for vote in range {
                let place = places[Int(votes.labels[vote])] - mean
                itemSum += place
                itemSquares += place * place
            }
            sum += itemSum
            squares += itemSquares
            observed += (Double(range.count) * itemSquares - itemSum * itemSum) / Double(range.count - 1)
        }
        let expected = Double(size) * squares - sum * sum
        guard expected > 0 else { return nil }
        return 1 - Double(size - 1) * observed / expected
    }

    private static func forEachComparedItem(_ votes: CodedVotes, _ body: (Range<Int>) -> Void) {
        for item in 0..<votes.itemCount {
            let range = votes.itemOffsets[item]..<votes.itemOffsets[item + 1]
            if range.count >= 2 { body(range) }
        }
    }
}
