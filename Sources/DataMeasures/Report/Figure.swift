/// A part of a finding, arranged for people.
public enum Figure: Equatable, Sendable {
    case table(title: String, columns: [String], rows: [[String]])
    /// Labelled counts, drawn as bars.
    case bars(title: String, [(label: String, count: Int)])
    /// Counts of values between `low` and `high`, in bins of equal width.
    case histogram(title: String, low: Double, high: Double, counts: [Int])
    case pairedBars(PairedBars)
    case heatMap(HeatMap)
    case scatter(Scatter)

    public static func == (a: Figure, b: Figure) -> Bool {
        switch (a, b) {
        case (.table(let title, let columns, let rows), .table(let other, let otherColumns, let otherRows)):
            title == other && columns == otherColumns && rows == otherRows
        case (.bars(let title, let bars), .bars(let other, let otherBars)):
            title == other && bars.elementsEqual(otherBars, by: ==)
        case (.histogram(let title, let low, let high, let counts), .histogram(let b, let l, let h, let c)):
            title == b && low == l && high == h && counts == c
        case (.pairedBars(let chart), .pairedBars(let other)): chart == other
        case (.heatMap(let chart), .heatMap(let other)): chart == other
        case (.scatter(let chart), .scatter(let other)): chart == other
        default: false
        }
    }
}

/// Shares of the same things in several sets, side by side.
public struct PairedBars: Equatable, Sendable {
    public struct Bar: Equatable, Sendable {
        public let label: String
        /// One a series, 0 to 1.
        public let shares: [Double]
    }

    public let title: String
    public let series: [String]
    public let bars: [Bar]
}

/// A value for each pair of a row and a column, drawn as a field of colors.
public struct HeatMap: Equatable, Sendable {
    public let title: String
    public let rows: [String]
    public let columns: [String]
    /// By row, 0 to 1 or, for what has a direction, -1 to 1; nil where there is none.
    public let values: [[Double?]]
    /// The cells in words, by row.
    public let words: [[String]]
}

/// Points with a line through them, both axes logarithmic.
public struct Scatter: Equatable, Sendable {
    public struct Point: Equatable, Sendable {
        public let x: Double
        public let y: Double
    }

    public let title: String
    public let xTitle: String
    public let yTitle: String
    public let points: [Point]
    /// Its two ends; empty for none.
    public let line: [Point]
}
