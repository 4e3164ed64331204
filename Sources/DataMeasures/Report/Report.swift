/// What the checks found.
public struct Report: Equatable, Sendable {
    public static let schema = "quorum.report/1"

    public struct Input: Equatable, Sendable {
        public let split: String
        /// nil for data that does not come from a file.
        public let path: String?
        public let sha256: String?
        public let rows: Int
        public let columns: [String]
    }

    public let inputs: [Input]
    public let settings: ReportValue
    public let checks: [CheckResult]
    /// The only part of a report that differs between two runs on the same input.
    public let seconds: Double

    /// The worst verdict of the checks that ran; `skipped` when none did.
    public var verdict: Verdict { checks.map(\.verdict).max() ?? .skipped }

    /// The checks as people want to read them: the most serious first.
    var checksBySeverity: [CheckResult] {
        checks.enumerated().sorted { ($1.element.verdict, $0.offset) < ($0.element.verdict, $1.offset) }
            .map(\.element)
    }

    public subscript(check id: String) -> CheckResult? { checks.first { $0.id == id } }
}

/// How serious a finding is, from not looked at to serious.
public enum Verdict: String, Sendable, CaseIterable, Comparable {
    case skipped, pass, warn, fail

    public static func < (a: Verdict, b: Verdict) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .skipped: 0
        case .pass: 1
        case .warn: 2
        case .fail: 3
        }
    }
}

/// What one check found.
public struct CheckResult: Equatable, Sendable {
    public let id: String
    public let title: String
    public let verdict: Verdict
    /// One sentence with the figure that matters; for a skipped check, why.
    public let summary: String
    /// What to do about it; nil when there is nothing to do.
    public let advice: String?
    public let values: ReportValue
    /// Single rows that show the finding, the worst first.
    public let examples: [ReportValue]
    /// The same as `values`, arranged for people.
    public let figures: [Figure]
}

/// A part of a finding, arranged for people.
public enum Figure: Equatable, Sendable {
    case table(title: String, columns: [String], rows: [[String]])
    /// Labelled counts, drawn as bars.
    case bars(title: String, [(label: String, count: Int)])
    /// Counts of values between `low` and `high`, in bins of equal width.
    case histogram(title: String, low: Double, high: Double, counts: [Int])

    public static func == (a: Figure, b: Figure) -> Bool {
        switch (a, b) {
        case (.table(let title, let columns, let rows), .table(let other, let otherColumns, let otherRows)):
            title == other && columns == otherColumns && rows == otherRows
        case (.bars(let title, let bars), .bars(let other, let otherBars)):
            title == other && bars.elementsEqual(otherBars, by: ==)
        case (.histogram(let title, let low, let high, let counts), .histogram(let b, let l, let h, let c)):
            title == b && low == l && high == h && counts == c
        default: false
        }
    }
}
