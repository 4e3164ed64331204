import QuorumCore
import Testing

@testable import Exporter

@Suite struct ShardPlanTests {
    @Test func shardsAreFilledInTurn() {
        var plan = ShardPlan(shardSize: 100)
        #expect([40, 60, 1, 98, 2].map { plan.place(bytes: $0, in: .train) } == [0, 0, 1, 1, 2])
    }

    @Test func anExampleLargerThanAShardStandsAlone() {
        var plan = ShardPlan(shardSize: 10)
        #expect([5, 50, 5, 5].map { plan.place(bytes: $0, in: .train) } == [0, 1, 2, 2])
    }

    @Test func splitsAreFilledApart() {
        var plan = ShardPlan(shardSize: 10)
        let places = [Split.train, .test, .train, .test].map { plan.place(bytes: 6, in: $0) }
        #expect(places == [0, 0, 1, 1])
    }

    @Test(arguments: [0, -1])
    func aShardHoldsSomething(size: Int64) {
        #expect(throws: ExportError.self) { _ = try ExportOptions(shardSize: size) }
    }

    @Test func namesSortAsNumbersDo() {
        #expect(ShardName.parquet(.train, 3, of: 12) == "data/train-00003-of-00012.parquet")
        #expect(ShardName.tar(.validation, 1_000_000) == "validation-1000000.tar")
    }
}
