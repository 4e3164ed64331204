import Consensus
import Testing

@Suite struct WorkerReliabilityTests {
    /// Statsmodels' `proportion_confint(method="wilson")`.
    @Test func wilsonsInterval() throws {
        let some = try #require(ProportionInterval(successes: 8, trials: 10))
        #expect(abs(some.low - 0.490162472) < 1e-8 && abs(some.high - 0.943317848) < 1e-8)
        let all = try #require(ProportionInterval(successes: 5, trials: 5))
        #expect(abs(all.low - 0.565517535) < 1e-8 && all.high == 1)
        #expect(ProportionInterval(successes: 0, trials: 0) == nil)
    }

    /// Three workers who are right, one who always says 0, one who always says the opposite; two labels.
    @Test func spammersAndOpposites() throws {
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        for item: Int32 in 0..<50 {
            for (worker, label) in [item % 2, item % 2, item % 2, 0, 1 - item % 2].enumerated() {
                items.append(item)
                workers.append(Int32(worker))
                labels.append(label)
            }
        }
        let votes = CodedVotes(items: items, workers: workers, labels: labels)
        let found = WorkerReliability.all(votes, try DawidSkene().aggregate(votes).posteriors)
        #expect(found.map(\.answers) == [50, 50, 50, 50, 50])
        #expect(found.map { ($0.reliability! * 100).rounded() } == [100, 100, 100, 50, 0])
        // Whoever is always wrong of two labels tells them apart as well as whoever is always right.
        #expect(found.map { ($0.spammerScore! * 100).rounded() } == [100, 100, 100, 0, 100])
    }

    /// (sensitivity + specificity − 1)², Raykar and Yu's formula for two labels.
    @Test func spammerScoreOfTwoLabels() throws {
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        for item: Int32 in 0..<100 {
            let truth: Int32 = item < 60 ? 0 : 1
            // Worker 3 is right on 45 of 60 and on 32 of 40.
            let fourth = item < 45 || (item >= 60 && item < 92) ? truth : 1 - truth
            for (worker, label) in [truth, truth, truth, fourth].enumerated() {
                items.append(item)
                workers.append(Int32(worker))
                labels.append(label)
            }
        }
        let votes = CodedVotes(items: items, workers: workers, labels: labels)
        let found = WorkerReliability.all(votes, try DawidSkene().aggregate(votes).posteriors)
        let expected = (45.0 / 60 + 32.0 / 40 - 1) * (45.0 / 60 + 32.0 / 40 - 1)
        #expect(abs(try #require(found[3].spammerScore) - expected) < 1e-6)
        #expect(abs(try #require(found[3].reliability) - 0.77) < 1e-6)
    }

    @Test func answersNobodyElseGaveSayNothing() {
        let votes = CodedVotes(items: [0, 1, 1], workers: [0, 0, 1], labels: [0, 0, 1])
        let found = WorkerReliability.all(votes, MajorityVote.aggregate(votes).posteriors)
        #expect(found.map(\.answers) == [2, 1] && found.map(\.compared) == [1, 1])
        #expect(found[0].reliability == 0.5)
        let alone = CodedVotes(items: [0], workers: [0], labels: [0])
        let nothing = WorkerReliability.all(alone, MajorityVote.aggregate(alone).posteriors)
        #expect(nothing[0].reliability == nil && nothing[0].interval == nil && nothing[0].spammerScore == nil)
    }
}
