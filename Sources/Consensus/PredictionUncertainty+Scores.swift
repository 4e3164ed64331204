internal import Glibc
public import QuorumCore

extension PredictionUncertainty {
    /// Of a score for each answer there is.
    ///
    /// - Parameter scores: not negative, with a sum above 0; they are divided by their sum. One alone is certain.
    public init(scores: [Double]) {
        let sum = scores.reduce(0, +)
        let shares = scores.map { $0 / sum }.sorted(by: >)
        guard shares.count > 1 else {
            self.init(entropy: 0, margin: 0)
            return
        }
        let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 } / log(Double(shares.count))
        self.init(entropy: min(max(entropy, 0), 1), margin: min(max(1 - (shares[0] - shares[1]), 0), 1))
    }

    /// Of the score of one answer among several, as if the others had equal parts of the rest.
    ///
    /// - Parameter answers: how many there are, 2 or more; 2 where an answer is right or wrong.
    public init(score: Double, among answers: Int) {
        let rest = (1 - score) / Double(answers - 1)
        self.init(scores: [score] + Array(repeating: rest, count: answers - 1))
    }
}

extension AnswerSchema {
    /// How many answers there are to choose from; 2, right or wrong, where they cannot be counted.
    public var choices: Int {
        switch kind {
        case .classification: max(2, labels.count)
        case .rating: (scale ?? .standard).points.count
        case .pairwise: PairwiseChoice.allCases.count
        case .transcription, .multilabel, .span: 2
        }
    }
}
