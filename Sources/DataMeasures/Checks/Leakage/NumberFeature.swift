internal import Consensus
internal import TableIO

/// One thing about a column, and how well it alone gives a label that is a number.
struct NumberFeature: Sendable {
    let name: String
    let kind: TargetFeature.Kind
    /// Which part of names.
    let token: String?
    /// Mean absolute error; nil where no label is predicted, but its order.
    let error: Double?
    /// That of guessing the median of all labels.
    let baseline: Double?
    /// Predictive power score (Wetschoreck 2020): which part of the error of guessing goes; of an order, of ranks. nil where
    /// there is no error.
    let power: Double?
    /// Of the power, 95 %: by 1.96 large-sample errors of a ratio of means.
    let interval: (low: Double, high: Double)?

    private static let highest = 0.95
    private static let quantile = 1.959963984540054

    init(
        _ name: String, _ kind: TargetFeature.Kind, token: String? = nil, _ predictions: [Double],
        _ validation: NumberValidation
    ) {
        self.name = name
        self.kind = kind
        self.token = token
        let labels = validation.targets
        let size = Double(labels.count)
        let median = Quantile.of(sorted: labels.sorted(), 0.5)
        let errors = zip(predictions, labels).map { ($0 - $1).magnitude }
        let guesses = labels.map { ($0 - median).magnitude }
        let guessing = guesses.reduce(0, +) / size
        let ratio = errors.reduce(0, +) / size / guessing
        error = validation.ofLabels(errors.reduce(0, +) / size)
        baseline = validation.ofLabels(guessing)
        let squares = zip(errors, guesses).reduce(0.0) { sum, pair in
            let rest = pair.0 - ratio * pair.1
            return sum + rest * rest
        }
        let margin = Self.quantile * (squares / size / (size - 1)).squareRoot() / guessing
        power = ratio.isFinite ? max(0, 1 - ratio) : nil
        interval =
            ratio.isFinite && margin.isFinite
            ? (min(max(0, 1 - ratio - margin), 1), min(max(0, 1 - ratio + margin), 1)) : nil
    }

    private init(_ name: String, _ order: Monotony) {
        self.name = name
        kind = .order
        token = nil
        error = nil
        baseline = nil
        power = order.power
        interval = (order.low, order.high)
    }

    var isLeak: Bool { (interval?.low ?? 0) >= Self.highest }

    /// What a reader is told it is.
    var description: String { kind.words(of: name, token: token) }

    /// The better one is first.
    static func comesBefore(_ a: NumberFeature, _ b: NumberFeature) -> Bool {
        (b.power ?? -1, a.name, a.kind.rawValue) < (a.power ?? -1, b.name, b.kind.rawValue)
    }

    /// What a column has, for rows whose labels `validation` has.
    ///
    /// - Parameters:
    ///   - isText: it is what a model of texts learns from, of which nothing is taken.
    ///   - isRecording: of a path to a recording only the name of the file counts.
    static func of(
        _ column: Column, _ rows: [Int], _ validation: NumberValidation, isText: Bool, isRecording: Bool
    ) -> [NumberFeature] {
        guard !isText else { return [] }
        func feature(_ kind: TargetFeature.Kind, token: String? = nil, _ predictions: [Double]) -> NumberFeature {
            NumberFeature(column.name, kind, token: token, predictions, validation)
        }
        func missing(_ isMissing: [Bool]) -> [NumberFeature] {
            guard isMissing.contains(true) else { return [] }
            return [feature(.missing, validation.predictions(values: isMissing.map { $0 ? 1 : 0 }, count: 2))]
        }
        if let numbers = column.asNumbers(rows) {
            let byTree = feature(.value, validation.predictions(numbers: numbers))
            let byValue = NumberCodes(numbers).map {
                feature(.category, validation.predictions(values: $0.codes, count: $0.count))
            }
            let order = Monotony(numbers, labels: validation.targets).map { NumberFeature(column.name, $0) }
            return [byTree] + missing(numbers.map(\.isNaN))
                + [byValue].compactMap { $0 }.filter { ($0.power ?? 0) > (byTree.power ?? 0) }
                + [order].compactMap { $0 }.filter(\.isLeak)
        }
        let cells = column.rows(rows)
        let codes = ValueCodes([cells])
        let own =
            [feature(.value, validation.predictions(values: codes.codes[0], count: codes.count))]
            + missing(codes.codes[0].map { $0 < 0 })
        guard case .utf8(let text) = cells.storage, codes.count * 4 > rows.count, NameParts.areNames(text) else {
            return own
        }
        let parts = NameParts.of(text, fileNameOnly: isRecording).map { part in
            feature(
                .token, token: part.description, validation.predictions(values: part.values, count: part.count))
        }
        return own + [parts.min(by: comesBefore)].compactMap { $0 }
    }
}
