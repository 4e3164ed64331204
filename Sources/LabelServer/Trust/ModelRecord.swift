import Consensus
import LabelStore
import QuorumCore

/// What the labels that people gave say about a model's predictions.
struct ModelRecord: Sendable {
    private(set) var predictions = 0
    private(set) var labels = Matches()
    private(set) var words = ErrorRate()

    /// - Parameter hasWords: whether labels are transcripts, of which single words can be wrong.
    mutating func add(_ prediction: JudgedPrediction, by match: AnswerMatch, hasWords: Bool) {
        predictions += 1
        guard let label = prediction.label else { return }
        labels.add(match.matches(prediction.key, label: label))
        guard hasWords else { return }
        let reference = label.split(separator: " ")
        words.add(
            errors: WordErrors(reference: reference, hypothesis: prediction.key.split(separator: " ")).errors,
            words: reference.count)
    }
}
