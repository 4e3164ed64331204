/// One measurement of a data set, with a verdict.
///
/// A check is added by writing one and naming it in `Measures.checks`.
protocol Check: Sendable {
    /// As it stands in reports and on the command line, for example `leakage.group`.
    var id: String { get }
    var title: String { get }
    /// What its verdict depends on and a file may set.
    var thresholds: [Threshold] { get }

    func measure(_ data: MeasuredData) -> Finding
}

/// What a check hands back.
enum Finding {
    /// The data lacks what the check looks at.
    case skipped(String)
    case measured(Measurement)
}

struct Measurement {
    var verdict: Verdict
    var summary: String
    var advice: String?
    var values: ReportValue
    var examples: [ReportValue] = []
    var figures: [Figure] = []
}

extension Check {
    var thresholds: [Threshold] { [] }

    func result(on data: MeasuredData) -> CheckResult {
        switch measure(data) {
        case .skipped(let reason):
            CheckResult(
                id: id, title: title, verdict: .skipped, summary: reason, advice: nil, values: .object([]),
                examples: [], figures: [])
        case .measured(let found):
            CheckResult(
                id: id, title: title, verdict: found.verdict, summary: found.summary,
                advice: found.verdict > .pass ? found.advice : nil, values: found.values, examples: found.examples,
                figures: found.figures)
        }
    }
}
