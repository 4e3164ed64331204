internal import Consensus

/// A language that another split has more or less of than training.
struct LanguageShift {
    let language: String
    let split: String
    /// Shares of the texts, of training and there.
    let before: Double
    let after: Double
    /// The least that the shares differ by: Newcombe's (1998) 95 % interval from the two intervals of Wilson.
    let least: Double

    /// The language whose shares differ most by that, of two as much the one that is commoner there; nil where none differs.
    init?(from train: LanguageMix, to other: LanguageMix, split: String) {
        let tags = Set((train.languages + other.languages).map(\.tag)).sorted()
        let shifts = tags.compactMap { LanguageShift($0, train, other, split) }.filter { $0.least > 0 }
        guard var largest = shifts.first(where: { $0.before < $0.after }) ?? shifts.first else { return nil }
        for shift in shifts where shift.least > largest.least + Self.rounding { largest = shift }
        self = largest
    }

    /// Sums of the same shares in another order differ by less.
    private static let rounding = 1e-9

    private init?(_ tag: String, _ train: LanguageMix, _ other: LanguageMix, _ split: String) {
        let counts = (train.count(.language(tag)), other.count(.language(tag)))
        guard let a = ProportionInterval(successes: Double(counts.0), trials: train.texts),
            let b = ProportionInterval(successes: Double(counts.1), trials: other.texts)
        else { return nil }
        language = tag
        self.split = split
        before = Double(counts.0) / Double(train.texts)
        after = Double(counts.1) / Double(other.texts)
        let (lower, higher) = before < after ? ((before, a), (after, b)) : ((after, b), (before, a))
        let (below, above) = (higher.0 - higher.1.low, lower.1.high - lower.0)
        least = higher.0 - lower.0 - (below * below + above * above).squareRoot()
    }

    var reported: ReportValue {
        [
            "language": .text(language), "split": .text(split), "share": .number(before), "share_there": .number(after),
            "least_difference": .number(least),
        ]
    }

    var words: String {
        "\(Wording.decimal(after * 100, 1)) % of the texts of \(split) are in '\(language)', of training "
            + "\(Wording.decimal(before * 100, 1)) %"
    }
}
