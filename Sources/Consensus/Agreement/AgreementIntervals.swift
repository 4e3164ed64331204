/// 95 % intervals of the agreement coefficients: percentiles of the coefficients of resampled items.
///
/// A resample draws as many of the items with two votes or more as there are, with replacement; votes of an item stay
/// together, since they are not independent.
public struct AgreementIntervals: Equatable, Sendable {
    public struct Interval: Equatable, Sendable {
        public let low: Double
        public let high: Double
    }

    public let observed: Interval?
    public let fleissKappa: Interval?
    public let nominalAlpha: Interval?
    public let ordinalAlpha: Interval?
    public let intervalAlpha: Interval?
    public let resamples: Int

    /// Draws in all: 1,000 resamples of up to 50,000 items, fewer of more, but at least 200.
    private static let draws = 50_000_000
    /// From so many on, items are drawn by their patterns, if those are few.
    private static let manyItems = 10_000

    /// - Parameters:
    ///   - values: the value of each label by its code, for the ordinal and interval alpha; nil for labels without.
    ///   - seed: the same seed gives the same intervals of the same votes.
    /// - Complexity: O(*r n*) for *r* resamples of *n* votes, O(*n* + *r p*) of many items that fall into *p* patterns.
    public init(_ votes: CodedVotes, values: [Double]? = nil, seed: UInt64 = 1) {
        let items = (0..<votes.itemCount).filter { votes.votes(of: $0).count > 1 }
        resamples = items.isEmpty ? 0 : min(max(Self.draws / items.count, 200), 1000)
        // Items with the same votes are alike: of many, it is drawn how often each pattern comes.
        let patterns = items.count >= Self.manyItems ? VotePatterns(of: items, in: votes) : nil
        var sampler = Resampler(seed: seed, count: votes.itemCount)
        var statistics = AgreementStatistics(votes, values: values)
        var observed: [Double] = []
        var kappa: [Double] = []
        var nominal: [Double] = []
        var ordinal: [Double] = []
        var interval: [Double] = []
        for _ in 0..<resamples {
            if let patterns {
                sampler.draw(items.count, from: patterns.items, sizes: patterns.sizes)
            } else {
                sampler.draw(from: items)
            }
            let found = statistics.coefficients(
                of: patterns?.items ?? items, drawn: sampler.times, count: items.count)
            observed.append(found.observed)
            if let value = found.fleissKappa { kappa.append(value) }
            if let value = found.nominalAlpha { nominal.append(value) }
            if let value = found.ordinalAlpha { ordinal.append(value) }
            if let value = found.intervalAlpha { interval.append(value) }
        }
        self.observed = Interval(of: observed)
        fleissKappa = Interval(of: kappa)
        nominalAlpha = Interval(of: nominal)
        ordinalAlpha = Interval(of: ordinal)
        intervalAlpha = Interval(of: interval)
    }
}

extension AgreementIntervals.Interval {
    /// The 2.5th and the 97.5th percentile, interpolated; nil of nothing.
    init?(of values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func quantile(_ level: Double) -> Double {
            let place = level * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
        }
        self.init(low: quantile(0.025), high: quantile(0.975))
    }
}
