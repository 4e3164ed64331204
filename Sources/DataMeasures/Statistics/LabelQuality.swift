internal import Glibc

/// How well a row's label goes with a model's probabilities, 0 to 1, as cleanlab's `get_label_quality_scores`.
struct LabelQuality {
    /// The probability of the label.
    let selfConfidence: Double
    /// How much more probable it is than the most probable other one, from 0 for -1 to 1 for 1.
    let normalizedMargin: Double
    /// Falls with the entropy of the probabilities over that of the label.
    let confidenceWeightedEntropy: Double

    private static let least = 1e-6

    /// - Precondition: two probabilities at least.
    init(_ probabilities: [Double], given: Int) {
        let own = probabilities[given]
        let other = probabilities.indices.filter { $0 != given }.map { probabilities[$0] }.max()!
        let entropy =
            probabilities.reduce(0.0) { $1 > 0 ? $0 - $1 * log($1) : $0 } / log(Double(probabilities.count))
        let weighted = entropy / max(own, Self.least)
        selfConfidence = own
        normalizedMargin = (own - other + 1) / 2
        confidenceWeightedEntropy = log(weighted + 1) / max(weighted, Self.least)
    }

    var members: [ReportValue.Member] {
        [
            .init(name: "normalized_margin", value: .number(normalizedMargin)),
            .init(name: "confidence_weighted_entropy", value: .number(confidenceWeightedEntropy)),
        ]
    }
}
