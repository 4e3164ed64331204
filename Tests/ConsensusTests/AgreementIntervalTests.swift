import Consensus
import Testing

@Suite struct AgreementIntervalTests {
    @Test func theSameSeedGivesTheSame() {
        let votes = Simulation(seed: 1).votes
        #expect(AgreementIntervals(votes, seed: 5) == AgreementIntervals(votes, seed: 5))
        #expect(AgreementIntervals(votes, seed: 5) != AgreementIntervals(votes, seed: 6))
    }

    @Test func theyHoldTheCoefficients() throws {
        let votes = Simulation(seed: 2).votes
        let values = [1.0, 2, 4]
        let agreement = Agreement(votes)
        let metric = MetricAlpha(votes, values: values)
        let intervals = AgreementIntervals(votes, values: values)
        let pairs = [
            (agreement.observed, intervals.observed), (agreement.fleissKappa, intervals.fleissKappa),
            (agreement.nominalAlpha, intervals.nominalAlpha), (metric.ordinal, intervals.ordinalAlpha),
            (metric.interval, intervals.intervalAlpha),
        ]
        for (value, interval) in pairs {
            let (value, interval) = (try #require(value), try #require(interval))
            #expect(interval.low < value && value < interval.high)
            #expect(interval.high - interval.low < 0.3)
        }
    }

    /// Of 20 samples of one population, about 19 intervals hold its alpha.
    @Test func theyCoverThePopulation() throws {
        let population = try #require(Agreement(Simulation(seed: 77, items: 1_000).votes).nominalAlpha)
        // Every sample has the workers of the population, as items 0..<1,000 are drawn one after another.
        let all = Simulation(seed: 77, items: 1_000)
        var covered = 0
        for sample in 0..<20 {
            let votes = all.items.indices.filter { all.items[$0] / 50 == sample }
            let coded = CodedVotes(
                items: votes.map { all.items[$0] % 50 }, workers: votes.map { all.workers[$0] },
                labels: votes.map { all.labels[$0] })
            let interval = try #require(AgreementIntervals(coded).nominalAlpha)
            if interval.low <= population && population <= interval.high { covered += 1 }
        }
        #expect((16...20).contains(covered), "\(covered) of 20")
    }

    /// Of items with two votes, the share that agrees is binomial.
    @Test(arguments: [0.5, 0.9, 0.9997])
    func ofManyItemsTheyAreThoseOfTheDistribution(share: Double) throws {
        let count = 50_000
        let agreeing = Int(Double(count) * share)
        let items = (0..<Int32(count)).flatMap { [$0, $0] }
        let labels = (0..<count).flatMap { (item: Int) -> [Int32] in [0, item < agreeing ? 0 : 1] }
        let votes = CodedVotes(items: items, workers: (0..<2 * count).map { Int32($0 % 2) }, labels: labels)
        let intervals = AgreementIntervals(votes)
        let interval = try #require(intervals.observed)
        let width = 2 * 1.96 * (share * (1 - share) / Double(count)).squareRoot()
        #expect(intervals.resamples == 1000)
        #expect(abs((interval.high - interval.low) / width - 1) < 0.15)
        #expect(abs((interval.high + interval.low) / 2 - share) < width * 0.08)
        #expect(intervals == AgreementIntervals(votes) && intervals != AgreementIntervals(votes, seed: 2))
    }

    @Test func undefinedIsNil() {
        let none = AgreementIntervals(CodedVotes(items: [0, 1], workers: [0, 0], labels: [0, 1]))
        #expect(none.observed == nil && none.nominalAlpha == nil && none.resamples == 0)
        let constant = AgreementIntervals(CodedVotes(items: [0, 0], workers: [0, 1], labels: [0, 0]))
        #expect(constant.observed?.low == 1 && constant.nominalAlpha == nil && constant.fleissKappa == nil)
    }
}
