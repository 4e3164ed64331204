/// A part of a text and the label somebody gave it.
public struct LabeledSpan: Sendable, Hashable, Comparable {
    /// Unicode scalars `[start, end)` of the text, which is how Python counts.
    public let start: Int
    public let end: Int
    public let label: String

    public init(start: Int, end: Int, label: String) {
        self.start = start
        self.end = end
        self.label = label
    }

    /// By start, then end, then label.
    public static func < (one: LabeledSpan, other: LabeledSpan) -> Bool {
        (one.start, one.end, one.label) < (other.start, other.end, other.label)
    }

    /// Intersection over union of the two ranges, 0...1; 0 where the labels differ.
    public func overlap(with other: LabeledSpan) -> Double {
        guard label == other.label else { return 0 }
        let common = min(end, other.end) - max(start, other.start)
        guard common > 0 else { return 0 }
        return Double(common) / Double(max(end, other.end) - min(start, other.start))
    }
}
