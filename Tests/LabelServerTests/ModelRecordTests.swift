import Consensus
import Foundation
import LabelStore
import QuorumCore
import Testing

@testable import LabelServer

/// What comes in of a model, day by day.
@Suite struct ModelRecordTests {
    private static let day: Int64 = 86_400_000

    private func record(
        _ kind: TaskKind, _ predictions: [(day: Int64, key: String, score: Double?, label: String?)]
    ) throws -> ModelRecord {
        var record = ModelRecord()
        let match = AnswerMatch(try QuorumPolicy(parsing: "2/3"))
        for (place, each) in predictions.enumerated() {
            record.add(
                JudgedPrediction(
                    id: PredictionID(Int64(place + 1)), model: "m", key: each.key, score: each.score,
                    createdAt: Timestamp(milliseconds: each.day * Self.day + Int64(place)), label: each.label),
                by: match, hasWords: kind == .transcription)
        }
        return record
    }

    @Test func daysAreMeasuredApart() throws {
        let record = try record(
            .classification,
            [
                (20_000, "x", 0.9, "x"), (20_000, "y", 0.7, "x"), (20_001, "x", 0.5, nil), (20_001, "x", nil, "y"),
                (20_003, "z", nil, nil),
            ])
        #expect(record.whole.predictions == 5 && record.whole.labels.compared == 3 && record.whole.labels.matched == 1)
        #expect(record.days.keys.sorted() == [20_000, 20_001, 20_003])
        let days = try [20_000, 20_001, 20_003].map { try #require(record.days[$0]) }
        #expect(days.map(\.predictions) == [2, 2, 1])
        let sureness = try #require(days[0].meanScore)
        #expect(abs(sureness - 0.8) < 1e-12 && days[1].meanScore == 0.5 && days[2].meanScore == nil)
        #expect(days.map(\.labels.matched) == [1, 0, 0])
        #expect(days[0].labelShift(from: days[0]) == 0)
        // Shares 1/2, 1/2 against 1, 0: their mean is 3/4, 1/4.
        let divergence = 0.25 * log2(2.0 / 3) + 0.25 * log2(2.0) + 0.5 * log2(4.0 / 3)
        let shift = try #require(days[1].labelShift(from: days[0]))
        #expect(abs(shift - divergence.squareRoot()) < 1e-12)
        #expect(days[2].labelShift(from: days[0]) == 1, "nothing in common")
        #expect(ModelRecord.start(ofDay: 20_000).iso8601.hasPrefix("2024-10-04T00:00:00"))
    }

    @Test func transcriptsHaveWordErrorsAndNoMix() throws {
        let record = try record(
            .transcription, [(1, "one two", 0.5, "one too"), (1, "three", 0.5, "three"), (2, "four", 0.5, "five")])
        #expect(record.whole.words.rate == 0.5)
        #expect(record.days[1]?.words.rate == 1.0 / 3 && record.days[2]?.words.rate == 1)
        let first = try #require(record.days[1])
        #expect(record.days[2]?.labelShift(from: first) == nil)
    }
}
