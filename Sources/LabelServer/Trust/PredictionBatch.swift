import Consensus
import LabelStore

/// Predictions of one model, and how they do against people.
struct PredictionBatch: Sendable {
    /// How a prediction compares with the label of its task.
    struct Judgement {
        let isMatch: Bool
        /// Wrong words, of how many; nil where labels have no words.
        let words: (errors: Int, of: Int)?

        /// - Parameter hasWords: whether labels are transcripts, of which single words can be wrong.
        init(_ key: String, label: String, by match: AnswerMatch, hasWords: Bool) {
            isMatch = match.matches(key, label: label)
            guard hasWords else {
                words = nil
                return
            }
            let reference = label.split(separator: " ")
            let errors = WordErrors(reference: reference, hypothesis: key.split(separator: " ")).errors
            words = (errors, reference.count)
        }
    }

    private(set) var predictions = 0
    private(set) var labels = Matches()
    private(set) var words = ErrorRate()
    private var scores: (sum: Double, count: Int) = (0, 0)
    /// How often each answer was predicted.
    private var counts: [String: Int] = [:]

    /// - Parameter countsLabels: whether answers are few enough for their shares to say something.
    mutating func add(_ prediction: JudgedPrediction, _ judgement: Judgement?, countsLabels: Bool) {
        predictions += 1
        if let score = prediction.score { scores = (scores.sum + score, scores.count + 1) }
        if countsLabels { counts[prediction.key, default: 0] += 1 }
        guard let judgement else { return }
        labels.add(judgement.isMatch)
        if let found = judgement.words { words.add(errors: found.errors, words: found.of) }
    }

    var meanScore: Double? { scores.count == 0 ? nil : scores.sum / Double(scores.count) }

    /// Jensen and Shannon's distance between the shares of answers here and in another batch; nil where they were not
    /// counted.
    func labelShift(from first: PredictionBatch) -> Double? {
        guard !counts.isEmpty, !first.counts.isEmpty else { return nil }
        let answers = Set(counts.keys).union(first.counts.keys).sorted()
        return DistributionDistance.jensenShannon(
            answers.map { first.counts[$0] ?? 0 }, answers.map { counts[$0] ?? 0 })
    }
}
