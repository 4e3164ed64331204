extension Report {
    /// The report for a terminal: the verdict, a line a check, and what to do.
    ///
    /// - Parameter isColored: with ANSI colors.
    public func text(isColored: Bool = false) -> String {
        var lines: [String] = []
        let rows = inputs.map { "\($0.split) \(Wording.count($0.rows))" }.joined(separator: ", ")
        lines.append("\(verdict.word(isColored)) \(headline)  (rows: \(rows))")
        lines.append("")
        let width = checks.map(\.id.count).max() ?? 0
        for check in checksBySeverity {
            let name = check.id + String(repeating: " ", count: width - check.id.count)
            lines.append("\(check.verdict.word(isColored)) \(name)  \(check.summary)")
            if let advice = check.advice {
                lines.append(String(repeating: " ", count: width + 9) + "→ \(advice)")
            }
        }
        if let comparison {
            lines += ["", "Since \(comparison.path):"] + comparison.lines.map { "  " + $0 }
        }
        lines.append("")
        lines.append("Roles of columns: \(roles)")
        if let leftOut { lines.append(leftOut) }
        lines.append("\(Wording.decimal(seconds, 2)) s")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The verdict in words.
    var headline: String {
        let counts = [Verdict.fail, .warn, .pass, .skipped].map { verdict in
            (verdict: verdict, count: checks.count { $0.verdict == verdict })
        }
        let words = counts.filter { $0.count > 0 }.map { entry in
            switch entry.verdict {
            case .fail: "\(Wording.count(entry.count, "check")) failed"
            case .warn: "\(Wording.count(entry.count, "warning"))"
            case .pass: "\(entry.count) passed"
            case .skipped: "\(entry.count) skipped"
            }
        }
        return words.joined(separator: ", ")
    }

    /// Which files of the folder belong to no split; nil when none.
    var leftOut: String? {
        guard case .list(let files) = settings["left_out"], !files.isEmpty else { return nil }
        let names = files.prefix(5).map { Self.plain($0) }.joined(separator: ", ")
        let more = files.count > 5 ? " and \(files.count - 5) more" : ""
        return "Not measured, for their names tell no split: \(names)\(more)"
    }

    private static func plain(_ value: ReportValue) -> String {
        guard case .text(let text) = value else { return "" }
        return text
    }

    /// Which column has which role, and who chose it.
    var roles: String {
        guard case .object(let members) = settings["columns"] else { return "none" }
        let named = members.flatMap { member -> [String] in
            switch member.value {
            case .object: [Self.role(member.name, member.value)]
            case .list(let values): values.map { Self.role(member.name == "groups" ? "group" : member.name, $0) }
            default: []
            }
        }
        return named.isEmpty ? "none found" : named.joined(separator: ", ")
    }

    private static func role(_ name: String, _ value: ReportValue) -> String {
        guard case .text(let column) = value["column"], case .text(let chosen) = value["chosen"] else { return name }
        return "\(name) '\(column)' (\(chosen))"
    }
}

extension Verdict {
    fileprivate func word(_ isColored: Bool) -> String {
        let word =
            switch self {
            case .pass: "pass   "
            case .warn: "WARN   "
            case .fail: "FAIL   "
            case .skipped: "skipped"
            }
        guard isColored else { return word }
        let color =
            switch self {
            case .pass: 32
            case .warn: 33
            case .fail: 31
            case .skipped: 90
            }
        return "\u{1B}[\(color)m\(word)\u{1B}[0m"
    }
}
