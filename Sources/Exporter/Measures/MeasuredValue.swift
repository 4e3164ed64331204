/// A figure of an export, as its card and its Croissant file state it.
struct MeasuredValue: Sendable {
    enum Kind: Sendable {
        case coefficient
        /// A count of so many examples.
        case count(of: Int)
        case seconds
        case decibels
    }

    /// For programs, after the check of `quorum measure` that has the same figure.
    let name: String
    /// For people.
    let title: String
    let value: Double
    let kind: Kind
    /// Of 95 %; of a count, that of its share.
    let interval: ClosedRange<Double>?
    /// How it was found.
    let method: String

    /// Whether a count that should be 0 is; nil where nothing is to be judged.
    var passes: Bool? {
        if case .count = kind { value == 0 } else { nil }
    }
}

/// What was measured of an export.
struct MeasuredValues: Sendable {
    var values: [MeasuredValue] = []
    /// Examples of each label by split, the most common labels first; empty where answers are no single labels.
    var labels: [(label: String, counts: SplitCounts)] = []
}
