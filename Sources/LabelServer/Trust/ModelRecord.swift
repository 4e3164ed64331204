import Consensus
import LabelStore
import QuorumCore

/// What the labels that people gave say about a model's predictions.
struct ModelRecord: Sendable {
    private(set) var whole = PredictionBatch()
    /// What came in on each day (UTC), by days since 1970.
    private(set) var days: [Int64: PredictionBatch] = [:]

    private static let millisecondsOfDay: Int64 = 86_400_000

    /// - Parameter hasWords: whether labels are transcripts, of which single words can be wrong.
    mutating func add(_ prediction: JudgedPrediction, by match: AnswerMatch, hasWords: Bool) {
        let judgement = prediction.label.map { label in
            PredictionBatch.Judgement(prediction.key, label: label, by: match, hasWords: hasWords)
        }
        whole.add(prediction, judgement, countsLabels: false)
        days[prediction.createdAt.milliseconds / Self.millisecondsOfDay, default: PredictionBatch()].add(
            prediction, judgement, countsLabels: !hasWords)
    }

    /// The first moment of a day.
    static func start(ofDay day: Int64) -> Timestamp { Timestamp(milliseconds: day * millisecondsOfDay) }
}
