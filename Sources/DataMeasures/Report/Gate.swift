/// Which findings fail a run.
public struct Gate: Equatable, Sendable {
    private struct Rule: Equatable {
        /// Check ids; nil for every check.
        let checks: Set<String>?
        let least: Verdict
    }

    private let rules: [Rule]

    /// Any failed check.
    public static let standard = Gate(rules: [Rule(checks: nil, least: .fail)])

    private init(rules: [Rule]) { self.rules = rules }

    /// - Parameter list: parts with commas between: `fail` or `warn` for every check; a check or a family of checks
    ///   (`leakage`) for a warning or worse of it, with `:fail` for nothing less; `none` for nothing.
    public init(parsing list: String) throws(GateError) {
        var rules: [Rule] = []
        for part in list.split(separator: ",", omittingEmptySubsequences: false).map({ $0.drop { $0 == " " } }) {
            if part == "none" { continue }
            let words = part.split(separator: ":", omittingEmptySubsequences: false)
            if words.count == 1, let least = Self.verdict(part) {
                rules.append(Rule(checks: nil, least: least))
                continue
            }
            let checks = Measures.checkIDs(matching: String(words[0]))
            guard words.count <= 2, !checks.isEmpty, let least = words.count == 1 ? .warn : Self.verdict(words[1])
            else {
                throw GateError(part: String(part))
            }
            rules.append(Rule(checks: Set(checks), least: least))
        }
        self.rules = rules
    }

    private static func verdict(_ word: Substring) -> Verdict? {
        switch word {
        case "fail": .fail
        case "warn": .warn
        default: nil
        }
    }

    /// The findings that fail the run.
    public func failures(in report: Report) -> [CheckResult] {
        report.checks.filter { check in
            rules.contains { ($0.checks?.contains(check.id) ?? true) && check.verdict >= $0.least }
        }
    }
}

/// A part of a gate that means nothing.
public struct GateError: Error, Equatable, CustomStringConvertible {
    public let part: String

    public var description: String {
        "'\(part)' is neither fail, warn, none, a check nor a family of checks (each with :warn or :fail after it, if "
            + "wanted); the checks are: \(Measures.checkIDs.joined(separator: ", "))"
    }
}
