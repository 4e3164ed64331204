extension Report {
    /// Rows of a table a Markdown report shows.
    private static let markdownRows = 40

    /// The report as Markdown, for a pull request.
    public func markdown() -> String {
        var lines = ["# Data report: \(verdict.rawValue)", "", headline + ".", ""]
        lines += Self.table(
            ["Split", "Rows", "Columns", "File", "SHA-256"],
            inputs.map {
                [
                    $0.split, Wording.count($0.rows), Wording.count($0.columns.count), $0.path ?? "–",
                    $0.sha256.map { String($0.prefix(12)) } ?? "–",
                ]
            })
        lines += ["Roles of columns: \(Self.escaped(roles)).", ""]
        if let leftOut { lines += [Self.escaped(leftOut) + ".", ""] }
        lines += Self.table(
            ["Verdict", "Check", "Finding"], checksBySeverity.map { [$0.verdict.rawValue, "`\($0.id)`", $0.summary] })
        if let comparison {
            lines += ["## Since \(Self.escaped(comparison.path))", ""]
            lines += comparison.lines.map { "- " + Self.escaped($0) } + [""]
            lines += Self.table(
                ["Check", "Figure", "Before", "After"], Self.rows(comparison).prefix(Self.markdownRows).map(\.self))
        }
        for check in checksBySeverity where check.verdict != .skipped {
            lines += [
                "## \(check.title) (`\(check.id)`): \(check.verdict.rawValue)", "", Self.escaped(check.summary), "",
            ]
            if let advice = check.advice { lines += ["**What to do:** \(Self.escaped(advice))", ""] }
            for case .table(let title, let columns, let rows) in check.figures {
                lines += ["### \(Self.escaped(title))", ""]
                lines += Self.table(columns, Array(rows.prefix(Self.markdownRows)))
            }
        }
        return lines.joined(separator: "\n")
    }

    static func rows(_ comparison: ReportComparison) -> [[String]] {
        comparison.figures.map {
            [$0.check, $0.path, Wording.decimal($0.before, 4), Wording.decimal($0.after, 4)]
        }
    }

    private static func table(_ columns: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return ["none", ""] }
        func line(_ cells: [String]) -> String { "| " + cells.map(escaped).joined(separator: " | ") + " |" }
        return [line(columns), "|" + String(repeating: " --- |", count: columns.count)] + rows.map(line) + [""]
    }

    /// Text that Markdown shows as it is.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r": escaped += " "
            case "|", "*", "<", ">", "[", "]", "\\", "#": escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
