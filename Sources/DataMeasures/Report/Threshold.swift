/// A figure from which on a check warns or fails.
///
/// They are in one list (`Measures.thresholds`); a file may set others. Levels that come with a definition, such as
/// Krippendorff's of what agreement is reliable, and samples' sizes are the checks' own.
public struct Threshold: Sendable, Equatable {
    /// The check's id, a dot, and what is limited, for example `drift.columns.psi_fail`.
    public let name: String
    public let standard: Double
    /// What it limits, and why at this value.
    public let meaning: String
    /// The values that make sense; nil where any number does.
    public let range: ClosedRange<Double>?

    init(_ name: String, _ standard: Double, _ meaning: String, within range: ClosedRange<Double>? = nil) {
        self.name = name
        self.standard = standard
        self.meaning = meaning
        self.range = range
    }
}

extension MeasuredData {
    /// The value of a threshold in this run.
    subscript(_ threshold: Threshold) -> Double { settings.thresholds[threshold.name] ?? threshold.standard }
}
