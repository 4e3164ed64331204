import QuorumCore
import Testing

@testable import LabelStore

@Suite("Dealing groups to splits")
struct GroupSplitTests {
    private func groups(_ sizes: [Int]) -> [(name: String, examples: Int)] {
        sizes.enumerated().map { ("g\($0.offset)", $0.element) }
    }

    private func sizes(_ splits: [String: Split], _ groups: [(name: String, examples: Int)]) -> [Split: Int] {
        groups.reduce(into: [:]) { $0[splits[$1.name]!, default: 0] += $1.examples }
    }

    @Test("Shares are met within the size of one group", arguments: 0..<20)
    func shares(seed: UInt64) throws {
        var generator = SeededNumbers(seed: seed)
        let groups = groups((0..<200).map { _ in Int.random(in: 1...50, using: &generator) })
        let total = groups.reduce(0) { $0 + $1.examples }
        let ratios = try SplitRatios(train: 0.7, validation: 0.2, test: 0.1)
        let splits = GroupSplit.assign(groups, ratios: ratios, seed: seed, keeping: [:])
        let sizes = sizes(splits, groups)
        for (split, share) in [(Split.train, 0.7), (.validation, 0.2), (.test, 0.1)] {
            #expect(abs(Double(sizes[split, default: 0]) - share * Double(total)) <= 50)
        }
    }

    @Test("The same seed deals alike, in whatever order the groups come; another deals otherwise")
    func seeds() {
        let groups = groups(Array(repeating: 10, count: 40))
        let first = GroupSplit.assign(groups, ratios: .standard, seed: 1, keeping: [:])
        #expect(GroupSplit.assign(groups.reversed(), ratios: .standard, seed: 1, keeping: [:]) == first)
        #expect(GroupSplit.assign(groups, ratios: .standard, seed: 2, keeping: [:]) != first)
    }

    @Test("Every split with a share gets a group when there are enough", arguments: [3, 4, 7])
    func noneEmpty(count: Int) {
        let groups = groups((1...count).map { $0 * $0 * 100 })
        let splits = GroupSplit.assign(groups, ratios: .standard, seed: 5, keeping: [:])
        #expect(Set(splits.values) == Set(Split.allCases))
    }

    @Test("A split without a share gets nothing")
    func noShare() throws {
        let ratios = try SplitRatios(train: 0.9, validation: 0, test: 0.1)
        let splits = GroupSplit.assign(groups([5, 4, 3, 2, 1]), ratios: ratios, seed: 5, keeping: [:])
        #expect(Set(splits.values) == [.train, .test])
    }

    @Test("Two groups fill two splits; one goes to train")
    func few() {
        #expect(GroupSplit.assign(groups([9]), ratios: .standard, seed: 0, keeping: [:]) == ["g0": .train])
        let two = GroupSplit.assign(groups([9, 8]), ratios: .standard, seed: 0, keeping: [:])
        #expect(two.values.contains(.train))
    }
}
