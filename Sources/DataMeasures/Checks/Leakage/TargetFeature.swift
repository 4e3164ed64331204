internal import Consensus
internal import TableIO

/// One thing about a column, and how well it alone gives the label.
struct TargetFeature: Sendable {
    enum Kind: String, Sendable {
        /// The column's cells; numbers by their size.
        case value
        /// The column's numbers, each by itself.
        case category
        /// The order of the column's numbers, which is that of labels that are numbers.
        case order
        /// Whether a cell is there.
        case missing
        /// A word of a text, or a part of a name.
        case token

        /// What a reader is told such a feature of a column is.
        func words(of column: String, token: String?) -> String {
            switch self {
            case .value, .category, .order: "'\(column)' alone"
            case .missing: "whether '\(column)' is missing"
            case .token: "\(token ?? "") of '\(column)'"
            }
        }
    }

    let name: String
    let kind: Kind
    /// Which word or part.
    let token: String?
    let quality: PredictionQuality
    let rows: Int
    /// Accuracy of always guessing the most common label.
    let baseline: Double
    /// The weighted F1 of guessing, by the most common label or by how common each is, whichever is better.
    let baselineF1: Double

    /// Predictive power score (Wetschoreck 2020): how far the weighted F1 comes from that of guessing, 0, to 1. nil where
    /// guessing is always right.
    var power: Double? { baselineF1 < 1 ? max(0, (quality.f1 - baselineF1) / (1 - baselineF1)) : nil }

    private static let highest = 0.95

    private var low: Double { ProportionInterval(successes: Double(quality.right), trials: rows)?.low ?? 0 }
    var isLeak: Bool { low >= Self.highest && 1 - quality.accuracy <= (1 - baseline) / 2 }
    var isSuspect: Bool {
        isLeak || (quality.accuracy >= Self.highest && baseline < 0.9) || !quality.determined.isEmpty
    }

    /// What a reader is told it is.
    var description: String { kind.words(of: name, token: token) }

    /// The better one is first.
    static func comesBefore(_ a: TargetFeature, _ b: TargetFeature) -> Bool {
        (b.quality.accuracy, b.quality.nmi, a.name, a.kind.rawValue)
            < (a.quality.accuracy, a.quality.nmi, b.name, b.kind.rawValue)
    }
}

/// Makes the features of columns for the rows that are looked at.
struct TargetFeatures: Sendable {
    private let rows: [Int]
    private let validation: CrossValidation
    private let baseline: Double
    private let baselineF1: Double
    private let texts: TextBag?

    /// - Parameters:
    ///   - rows: those whose labels `validation` has.
    ///   - texts: a sample of the text column, where all its rows are looked at; its words are read already.
    init(_ rows: [Int], _ validation: CrossValidation, texts: TextBag?) {
        self.rows = rows
        self.texts = texts
        self.validation = validation
        var counts = [Int](repeating: 0, count: validation.classes)
        for label in validation.labels { counts[label] += 1 }
        let shares = counts.map { Double($0) / Double(rows.count) }
        baseline = shares.max()!
        baselineF1 = max(2 * baseline * baseline / (1 + baseline), shares.sorted().reduce(0) { $0 + $1 * $1 })
    }

    /// - Parameters:
    ///   - isText: it is what a model of texts learns from: only single words of it count.
    ///   - isRecording: of a path to a recording only the name of the file counts, for folders are how recordings come with
    ///     their labels.
    func of(_ column: Column, isText: Bool, isRecording: Bool) -> [TargetFeature] {
        if let numbers = column.asNumbers(rows) {
            guard !isText else { return [] }
            let own = features(column, validation.predictions(numbers: numbers), numbers.map(\.isNaN))
            guard let category = category(column.name, numbers), category.quality.right > own[0].quality.right else {
                return own
            }
            return own + [category]
        }
        let cells = column.rows(rows)
        let codes = ValueCodes([cells])
        let byValue = validation.predictions(values: codes.codes[0], count: codes.count)
        let own = isText ? [] : features(column, byValue, codes.codes[0].map { $0 < 0 })
        guard case .utf8(let text) = cells.storage, isText || codes.count * 4 > rows.count else { return own }
        let bag = isText ? texts : nil
        return own + [token(column.name, cells, text, bag, isRecording: isRecording)].compactMap { $0 }
    }

    private func features(_ column: Column, _ byValue: Predictions, _ isMissing: [Bool]) -> [TargetFeature] {
        let value = feature(column.name, .value, byValue)
        guard isMissing.contains(true) else { return [value] }
        return [
            value, feature(column.name, .missing, validation.predictions(numbers: isMissing.map { $0 ? 1 : 0 })),
        ]
    }

    private func category(_ name: String, _ numbers: [Double]) -> TargetFeature? {
        NumberCodes(numbers).map { feature(name, .category, validation.predictions(values: $0.codes, count: $0.count)) }
    }

    private func feature(
        _ name: String, _ kind: TargetFeature.Kind, token: String? = nil, _ predictions: Predictions
    ) -> TargetFeature {
        TargetFeature(
            name: name, kind: kind, token: token, quality: PredictionQuality(labels: validation.labels, predictions),
            rows: rows.count, baseline: baseline, baselineF1: baselineF1)
    }

    /// The part of names, or the word of texts, that gives the label best.
    private func token(
        _ name: String, _ cells: Column, _ text: UTF8Column, _ bag: TextBag?, isRecording: Bool
    ) -> TargetFeature? {
        let found: [TargetFeature]
        if NameParts.areNames(text) {
            found = NameParts.of(text, fileNameOnly: isRecording).map { part in
                feature(
                    name, .token, token: part.description,
                    validation.predictions(values: part.values, count: part.count))
            }
        } else {
            let words = TellingWords.of(cells, bag, labels: validation.labels, classes: validation.classes)
            found = words.map { word in
                feature(
                    name, .token, token: "the word '\(word.text)'", validation.predictions(numbers: word.presence))
            }
        }
        return found.min(by: TargetFeature.comesBefore)
    }
}
