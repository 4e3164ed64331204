/// How to measure.
public struct MeasureSettings: Sendable {
    /// The ids of the checks to run; nil for all.
    public let checks: Set<String>?
    public let threads: Int
    /// Rows shown of each finding.
    public let exampleLimit: Int

    public init(checks: Set<String>? = nil, threads: Int = 1, exampleLimit: Int = 10) {
        self.checks = checks
        self.threads = max(1, threads)
        self.exampleLimit = exampleLimit
    }

    /// What a reader must know to understand the figures. The number of threads is left out, for it changes nothing.
    func reported(for input: MeasureInput, checks: [String]) -> ReportValue {
        let roles = input.roles
        return [
            "source": ReportValue(input.source),
            "checks": .list(checks.map { .text($0) }),
            "columns": [
                "label": reported(roles.label),
                "text": reported(roles.text),
                "id": reported(roles.id),
                "groups": .list(roles.groups.map { reported($0) }),
                "time": reported(roles.time),
                "split": reported(roles.split),
            ],
            "compared_columns": .list(input.comparedColumns.map { .text($0) }),
            "text_is_the_answer": .bool(roles.textIsAnswer),
            "votes": ReportValue(input.votes?.origin),
            "definitions": [
                "normalised": "Unicode NFC, lower case, white space folded to one space, trimmed",
                "words": .text(
                    "UAX #29 word boundaries (\(WordBreaker.standard)); segments with a letter or digit, normalised"),
                "characters": "Unicode scalars",
                "quantiles": "exact, linear between neighbours",
                "std": "sample standard deviation (n - 1)",
                "entropy": "bits",
                "intervals": "95 %, Wilson",
                "fleiss_kappa": "Fleiss 1971; with unequal numbers of votes as Gwet 2014",
            ],
        ]
    }

    private func reported(_ role: ColumnRoles.Role?) -> ReportValue {
        guard let role else { return .null }
        return ["column": .text(role.column), "chosen": .text(role.choice.rawValue)]
    }
}
