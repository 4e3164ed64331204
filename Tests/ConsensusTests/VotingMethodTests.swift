import Consensus
import QuorumCore
import Testing

/// What holds of every method, whatever the votes. Tests/Python/test_consensus.py compares them with crowd-kit.
@Suite struct VotingMethodTests {
    private static let shapes: [Simulation] =
        (1...3).map { Simulation(seed: $0) } + [
            Simulation(seed: 4, items: 60, workers: 30, labels: 2, votes: 4),
            Simulation(seed: 5, items: 60, workers: 5, labels: 8, votes: 5),
            Simulation(seed: 6, items: 20, workers: 1, labels: 3, votes: 1),
            Simulation(seed: 7, items: 1, workers: 9, labels: 3, votes: 9),
            Simulation(seed: 8, items: 40, workers: 40, labels: 4, votes: 1),
        ]

    private func aggregate(_ method: VotingMethod, _ votes: CodedVotes) throws -> Aggregate {
        let weights = (0..<votes.workerCount).map { _ in 1.5 }
        return try method.aggregate(votes, weights: method == .weightedMajority ? weights : [])
    }

    @Test(arguments: VotingMethod.allCases) func probabilitiesSumToOne(_ method: VotingMethod) throws {
        for shape in Self.shapes {
            let votes = shape.votes
            let posteriors = try aggregate(method, votes).posteriors
            #expect(posteriors.itemCount == votes.itemCount)
            for item in 0..<votes.itemCount {
                let row = posteriors.probabilities[posteriors.offsets[item]..<posteriors.offsets[item + 1]]
                #expect(row.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 })
                #expect(abs(row.reduce(0, +) - 1) < 1e-9)
            }
        }
    }

    @Test(arguments: VotingMethod.allCases) func theOrderOfVotesDoesNotMatter(_ method: VotingMethod) throws {
        for shape in Self.shapes {
            let straight = try aggregate(method, shape.votes)
            let mixed = try aggregate(method, shape.shuffled(seed: 9).votes)
            #expect(straight.posteriors == mixed.posteriors)
        }
    }

    /// Other codes change the order of sums, so numbers may differ by rounding.
    @Test(arguments: VotingMethod.allCases) func namesDoNotMatter(_ method: VotingMethod) throws {
        var source = SeededNumbers(seed: 10)
        for shape in Self.shapes {
            let votes = shape.votes
            let items = (0..<Int32(votes.itemCount)).shuffled(using: &source)
            let workers = (0..<Int32(votes.workerCount)).shuffled(using: &source)
            let labels = (0..<Int32(votes.labelCount)).shuffled(using: &source)
            let straight = try aggregate(method, votes).posteriors
            let renamed = try aggregate(
                method, shape.renamed(items: items, workers: workers, labels: labels).votes
            ).posteriors
            for item in 0..<votes.itemCount {
                for label in 0..<Int32(votes.labelCount) {
                    let before = straight.probability(of: label, item: item)
                    let after = renamed.probability(of: labels[Int(label)], item: Int(items[item]))
                    #expect(abs(before - after) < 1e-6)
                }
            }
        }
    }

    @Test(arguments: VotingMethod.allCases) func unanimousVotesAreReturned(_ method: VotingMethod) throws {
        for labelCount: Int32 in [1, 2, 5] {
            let items = (0..<Int32(90)).map { $0 / 3 }
            let votes = CodedVotes(
                items: items, workers: (0..<90).map { $0 % 3 }, labels: items.map { $0 % labelCount })
            let posteriors = try aggregate(method, votes).posteriors
            for item in 0..<votes.itemCount {
                #expect(posteriors.decision(item)?.tied == [Int32(item) % labelCount])
            }
        }
    }

    @Test(arguments: VotingMethod.allCases) func noVotesAreNoTrouble(_ method: VotingMethod) throws {
        let none = try aggregate(method, CodedVotes(items: [], workers: [], labels: []))
        #expect(none.posteriors.itemCount == 0)
        // Item 0 and label 0 have codes and no votes.
        let gaps = try aggregate(method, CodedVotes(items: [1, 1], workers: [0, 2], labels: [1, 1]))
        #expect(gaps.posteriors.decision(0) == nil)
        #expect(gaps.posteriors.decision(1)?.label == 1)
    }

    @Test(arguments: VotingMethod.allCases) func equalVotesAreATie(_ method: VotingMethod) throws {
        let votes = CodedVotes(items: [0, 0, 1, 1], workers: [0, 1, 2, 3], labels: [0, 1, 0, 1])
        let posteriors = try aggregate(method, votes).posteriors
        for item in 0..<2 {
            let decision = try #require(posteriors.decision(item))
            #expect(decision.tied == [0, 1] && decision.label == 0)
            #expect(abs(decision.probability - 0.5) < 1e-9)
        }
    }

    /// Two good workers against three who answer by chance: a majority is often wrong, a model of the workers is not.
    @Test(arguments: [VotingMethod.dawidSkene, .oneCoin, .mace, .glad])
    func modelsFindGoodWorkers(_ method: VotingMethod) throws {
        var source = SeededNumbers(seed: 11)
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        let truth = (0..<400).map { _ in Int32.random(in: 0..<3, using: &source) }
        for item in 0..<400 {
            for worker in 0..<5 {
                let knows = Double.random(in: 0..<1, using: &source) < (worker < 2 ? 0.95 : 0)
                items.append(Int32(item))
                workers.append(Int32(worker))
                labels.append(knows ? truth[item] : Int32.random(in: 0..<3, using: &source))
            }
        }
        let votes = CodedVotes(items: items, workers: workers, labels: labels)
        func right(_ posteriors: LabelPosteriors) -> Int {
            truth.indices.count { posteriors.decision($0)?.label == truth[$0] }
        }
        let majority = right(try VotingMethod.majority.aggregate(votes).posteriors)
        let modelled = right(try method.aggregate(votes).posteriors)
        #expect(majority < 330 && modelled > 365, "\(majority) and \(modelled) of 400")
    }

    /// Some hundred votes for one label before more for another: the first must not be given up on the way.
    @Test(arguments: [VotingMethod.dawidSkene, .oneCoin], [true, false])
    func manyVotesAreWeighedTogether(_ method: VotingMethod, minorityIsFirst: Bool) throws {
        let (minority, majority) = (150, 200)
        var items: [Int32] = []
        var workers: [Int32] = []
        var labels: [Int32] = []
        for worker in 0..<minority + majority {
            let isMinority = minorityIsFirst ? worker < minority : worker >= majority
            for item in 0...200 {
                items.append(Int32(item))
                workers.append(Int32(worker))
                labels.append(item == 0 ? (isMinority ? 0 : 1) : Int32(item % 2))
            }
        }
        let votes = CodedVotes(items: items, workers: workers, labels: labels)
        #expect(try method.aggregate(votes).posteriors.decision(0)?.label == 1)
    }

    @Test func aMatrixThatDoesNotFitIsRefused() {
        let count: Int32 = 40_000
        let votes = CodedVotes(
            items: Array(0..<count), workers: [Int32](repeating: 0, count: Int(count)), labels: Array(0..<count))
        for method in [VotingMethod.dawidSkene, .oneCoin, .mace, .glad] {
            #expect(throws: AggregationError.tooLarge(method: method, items: Int(count), labels: Int(count))) {
                try method.aggregate(votes)
            }
        }
        #expect((try? VotingMethod.majority.aggregate(votes))?.posteriors.itemCount == Int(count))
    }

    @Test func weightsDecide() {
        let votes = CodedVotes(items: [0, 0, 0], workers: [0, 1, 2], labels: [0, 1, 1])
        let posteriors = MajorityVote.aggregate(votes, weights: [3, 1, 1]).posteriors
        #expect(posteriors.decision(0)?.label == 0)
        #expect(abs(posteriors.probability(of: 0, item: 0) - 0.6) < 1e-12)
        // Workers who all weigh nothing count alike.
        #expect(MajorityVote.aggregate(votes, weights: [0, 0, 0]).posteriors.decision(0)?.label == 1)
        // The sum of the largest weights is infinite, their shares are not.
        let great = Double.greatestFiniteMagnitude
        let shares = MajorityVote.aggregate(votes, weights: [great, great, great / 2]).posteriors
        #expect(abs(shares.probability(of: 0, item: 0) - 0.4) < 1e-12)
        #expect(abs(shares.probability(of: 1, item: 0) - 0.6) < 1e-12)
        let infinite = MajorityVote.aggregate(votes, weights: [1, .infinity, .infinity]).posteriors
        #expect(infinite.probability(of: 0, item: 0) == 0 && infinite.probability(of: 1, item: 0) == 1)
    }
}
