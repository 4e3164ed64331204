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
        /// Where the split has several.
        public let files: [MeasureInput.File]
    }

    public let inputs: [Input]
    public let settings: ReportValue
    public let checks: [CheckResult]
    /// The only part of a report that differs between two runs on the same input.
    public let seconds: Double
    /// What changed since an earlier report; nil where none was named.
    public var comparison: ReportComparison?

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
