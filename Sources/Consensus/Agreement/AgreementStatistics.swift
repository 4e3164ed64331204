/// What agreement coefficients are made of, so that they can be worked out again and again for weighted items.
struct AgreementStatistics {
    struct Coefficients {
        var observed = 0.0
        var fleissKappa: Double?
        var nominalAlpha: Double?
        var ordinalAlpha: Double?
        var intervalAlpha: Double?
    }

    private let votes: CodedVotes
    /// Of each item: ordered pairs of its votes that agree.
    private let agreeing: [Int32]
    /// The labels by rising value; nil when they have none.
    private let order: [Int]?
    private let values: [Double]
    private var totals: [Double]
    private var shares: [Double]

    init(_ votes: CodedVotes, values: [Double]?) {
        self.votes = votes
        self.values = values ?? []
        order = values.map { values in (0..<votes.labelCount).sorted { values[$0] < values[$1] } }
        totals = [Double](repeating: 0, count: votes.labelCount)
        shares = totals
        var counts = [Int32](repeating: 0, count: votes.labelCount)
        agreeing = (0..<votes.itemCount).map { item in
            var pairs: Int32 = 0
            for vote in votes.votes(of: item) {
                pairs += 2 * counts[Int(votes.labels[vote])]
                counts[Int(votes.labels[vote])] += 1
            }
            for vote in votes.votes(of: item) { counts[Int(votes.labels[vote])] = 0 }
            return pairs
        }
    }

    /// - Parameters:
    ///   - items: items with two votes or more.
    ///   - drawn: how often each item counts.
    ///   - count: of all that were drawn.
    mutating func coefficients(of items: [Int], drawn: [Int32], count: Int) -> Coefficients {
        for label in totals.indices {
            totals[label] = 0
            shares[label] = 0
        }
        var result = Coefficients()
        var size = 0.0
        var disagreement = 0.0
        for item in items where drawn[item] > 0 {
            let weight = Double(drawn[item])
            let range = votes.votes(of: item)
            let count = Double(range.count)
            let pairs = count * (count - 1)
            result.observed += weight * Double(agreeing[item]) / pairs
            disagreement += weight * (pairs - Double(agreeing[item])) / (count - 1)
            size += weight * count
            for vote in range {
                totals[Int(votes.labels[vote])] += weight
                shares[Int(votes.labels[vote])] += weight / count
            }
        }
        let number = Double(count)
        result.observed /= number
        guard totals.count(where: { $0 > 0 }) > 1 else { return result }
        let chance = shares.reduce(0) { $0 + ($1 / number) * ($1 / number) }
        result.fleissKappa = (result.observed - chance) / (1 - chance)
        let expected = size * size - totals.reduce(0) { $0 + $1 * $1 }
        result.nominalAlpha = 1 - (size - 1) * disagreement / expected
        if let order {
            result.ordinalAlpha = alpha(items, drawn, places: MidRanks.of(order, values: values, totals: totals))
            result.intervalAlpha = alpha(items, drawn, places: values)
        }
        return result
    }

    /// 1 − observed / expected squared distance of the labels' places.
    private func alpha(_ items: [Int], _ drawn: [Int32], places: [Double]) -> Double? {
        var size = 0.0
        var sum = 0.0
        for label in totals.indices {
            size += totals[label]
            sum += totals[label] * places[label]
        }
        let mean = sum / size
        var squares = 0.0
        for label in totals.indices { squares += totals[label] * (places[label] - mean) * (places[label] - mean) }
        guard squares > 0 else { return nil }
        var observed = 0.0
        for item in items where drawn[item] > 0 {
            let range = votes.votes(of: item)
            var itemSum = 0.0
            var itemSquares = 0.0
            for vote in range {
                let place = places[Int(votes.labels[vote])] - mean
                itemSum += place
                itemSquares += place * place
            }
            let count = Double(range.count)
            observed += Double(drawn[item]) * (count * itemSquares - itemSum * itemSum) / (count - 1)
        }
        return 1 - (size - 1) * observed / (size * squares)
    }
}
