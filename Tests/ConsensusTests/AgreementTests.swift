import Consensus
import Testing

@Suite struct AgreementTests {
    /// Krippendorff's example of four observers and twelve units with missing values.
    static let observers: [[Double?]] = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
        [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]

    private func votes(_ observers: [[Double?]]) -> CodedVotes {
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        for (worker, answers) in observers.enumerated() {
            for (item, answer) in answers.enumerated() {
                guard let answer else { continue }
                items.append(Int32(item))
                workers.append(Int32(worker))
                labels.append(Int32(answer) - 1)
            }
        }
        return CodedVotes(items: items, workers: workers, labels: labels)
    }

    @Test func krippendorffsExample() throws {
        let votes = votes(Self.observers)
        let nominal = try #require(Agreement(votes).nominalAlpha)
        let metric = MetricAlpha(votes, values: [1, 2, 3, 4, 5])
        #expect(abs(nominal - 0.743421) < 1e-6)
        #expect(abs(try #require(metric.ordinal) - 0.815388) < 1e-6)
        #expect(abs(try #require(metric.interval) - 0.849107) < 1e-6)
    }

    /// Fleiss (1971), ten subjects and fourteen raters, as Wikipedia works it out.
    @Test func fleissExample() throws {
        let counts = [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ]
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        for (item, row) in counts.enumerated() {
            var worker: Int32 = 0
            for (label, count) in row.enumerated() {
                for _ in 0..<count {
                    items.append(Int32(item))
                    workers.append(worker)
                    labels.append(Int32(label))
                    worker += 1
                }
            }
        }
        let agreement = Agreement(CodedVotes(items: items, workers: workers, labels: labels))
        #expect(abs(try #require(agreement.fleissKappa) - 0.20993) < 1e-5)
        #expect(abs(try #require(agreement.observed) - 0.37802) < 1e-5)
        #expect(agreement.comparedVotes == 140)
    }

    /// Two raters, 20 + 5 + 10 + 15 items: observed 0.7, by chance 0.5, so 0.4.
    @Test func cohenExample() throws {
        let cells: [(a: Int32, b: Int32, count: Int)] = [(0, 0, 20), (0, 1, 5), (1, 0, 10), (1, 1, 15)]
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        var item: Int32 = 0
        for cell in cells {
            for _ in 0..<cell.count {
                items += [item, item]
                workers += [0, 1]
                labels += [cell.a, cell.b]
                item += 1
            }
        }
        let pairs = try #require(PairAgreement.all(CodedVotes(items: items, workers: workers, labels: labels)))
        let pair = try #require(pairs.first)
        #expect(pairs.count == 1 && pair.items == 50)
        #expect(abs(pair.observed - 0.7) < 1e-12)
        #expect(abs(try #require(pair.cohenKappa) - 0.4) < 1e-12)
    }

    @Test func orderOfVotesDoesNotMatter() {
        var generator = SystemRandomNumberGenerator()
        let votes = (0..<500).map { vote in
            (item: Int32(vote / 4), worker: Int32(vote % 4), label: Int32.random(in: 0..<5, using: &generator))
        }
        let straight = CodedVotes(
            items: votes.map(\.item), workers: votes.map(\.worker), labels: votes.map(\.label))
        let mixed = votes.shuffled(using: &generator)
        let shuffled = CodedVotes(
            items: mixed.map(\.item), workers: mixed.map(\.worker), labels: mixed.map(\.label))
        #expect(Agreement(straight) == Agreement(shuffled))
        #expect(PairAgreement.all(straight) == PairAgreement.all(shuffled))
    }

    @Test func theLastVoteOfAWorkerCounts() {
        let votes = CodedVotes(items: [0, 0, 0], workers: [0, 1, 0], labels: [0, 1, 1])
        #expect(votes.repeatVotes == 1)
        #expect(votes.voteCount == 2)
        #expect(Agreement(votes).observed == 1)
    }

    @Test func undefinedIsNil() {
        let alone = Agreement(CodedVotes(items: [0, 1], workers: [0, 0], labels: [0, 1]))
        #expect(alone.observed == nil && alone.fleissKappa == nil && alone.nominalAlpha == nil)
        let constant = CodedVotes(items: [0, 0, 1, 1], workers: [0, 1, 0, 1], labels: [0, 0, 0, 0])
        #expect(Agreement(constant).observed == 1)
        #expect(Agreement(constant).fleissKappa == nil && Agreement(constant).nominalAlpha == nil)
        #expect(PairAgreement.all(constant)?.first?.cohenKappa == nil)
        let empty = CodedVotes(items: [], workers: [], labels: [])
        #expect(empty.itemCount == 0 && Agreement(empty).comparedItems == 0)
    }

    @Test func tooManyComparisonsAreNotMade() {
        let votes = votes(Self.observers)
        #expect(PairAgreement.all(votes, limit: 10) == nil)
        #expect(PairAgreement.all(votes)?.count == 6)
    }
}
