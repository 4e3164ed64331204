internal import Foundation

/// What is different between a report and an earlier one, of the same data or of another version of it.
public struct ReportComparison: Equatable, Sendable {
    public struct Check: Equatable, Sendable {
        public let id: String
        /// nil for a check that was not run.
        public let before: Verdict?
        public let after: Verdict?
        public let summaryBefore: String
        public let summaryAfter: String

        var isWorse: Bool { (after ?? .skipped) > (before ?? .skipped) }
    }

    /// A number of a check's values, by its path.
    public struct Figure: Equatable, Sendable {
        public let check: String
        public let path: String
        public let before: Double
        public let after: Double
    }

    /// The report compared with.
    public let path: String
    /// Checks whose verdict changed.
    public let checks: [Check]
    /// Numbers that changed, the largest relative changes first.
    public let figures: [Figure]

    private static let mostFigures = 200
    /// Relative differences up to this are no change.
    private static let rounding = 1e-9

    /// - Parameter path: a report as JSON.
    public init(_ report: Report, with path: String) throws(MeasureError) {
        self.path = path
        let object = (try? JSONSerialization.jsonObject(with: Data(try WordLists.text(path).utf8))) as? [String: Any]
        guard let object, object["schema"] as? String == Report.schema, let old = object["checks"] as? [[String: Any]]
        else {
            throw MeasureError("not_a_report", path, "this is not a report of quorum measure (--json); name one")
        }
        var known: [String: [String: Any]] = [:]
        for check in old { known[check["id"] as? String ?? ""] = check }
        func verdict(_ check: [String: Any]?) -> Verdict? { (check?["verdict"] as? String).flatMap(Verdict.init) }
        var checks = report.checks.map { check in
            Check(
                id: check.id, before: verdict(known[check.id]), after: check.verdict,
                summaryBefore: known[check.id]?["summary"] as? String ?? "", summaryAfter: check.summary)
        }
        let now = Set(report.checks.map(\.id))
        checks += old.compactMap { check in
            guard let id = check["id"] as? String, !now.contains(id) else { return nil }
            return Check(
                id: id, before: verdict(check), after: nil, summaryBefore: check["summary"] as? String ?? "",
                summaryAfter: "")
        }
        self.checks = checks.filter { $0.before != $0.after }
        var figures: [Figure] = []
        for check in report.checks {
            var before: [String: Double] = [:]
            Self.flatten(Self.value(known[check.id]?["values"] ?? NSNull()), "") { before[$0] = $1 }
            Self.flatten(check.values, "") { path, after in
                guard let old = before[path], !Self.areEqual(old, after) else { return }
                figures.append(Figure(check: check.id, path: path, before: old, after: after))
            }
        }
        func change(_ figure: Figure) -> Double {
            abs(figure.after - figure.before) / max(abs(figure.before), abs(figure.after))
        }
        self.figures = Array(
            figures.sorted { (change($1), $0.check, $0.path) < (change($0), $1.check, $1.path) }
                .prefix(Self.mostFigures))
    }

    private static func areEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= rounding * max(abs(a), abs(b)) }

    /// Every number with the names that lead to it; elements of lists by what they name themselves.
    private static func flatten(_ value: ReportValue, _ path: String, _ body: (String, Double) -> Void) {
        func below(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
        switch value {
        case .integer(let number): body(path, Double(number))
        case .number(let number): body(path, number)
        case .object(let members): for member in members { flatten(member.value, below(member.name), body) }
        case .list(let elements):
            for (index, element) in elements.enumerated() { flatten(element, below(name(element) ?? "\(index)"), body) }
        case .null, .bool, .text: break
        }
    }

    private static func name(_ element: ReportValue) -> String? {
        guard case .object(let members) = element else { return nil }
        let words = members.compactMap { member in
            if case .text(let text) = member.value { text } else { nil }
        }
        return words.isEmpty ? nil : words.joined(separator: "/")
    }

    private static func value(_ json: Any) -> ReportValue {
        switch json {
        case let members as [String: Any]:
            .object(members.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: value($0.value)) })
        case let elements as [Any]: .list(elements.map(value))
        case let text as String: .text(text)
        case let number as NSNumber: .number(number.doubleValue)
        default: .null
        }
    }

    /// A line a changed verdict, worse ones first.
    var lines: [String] {
        let ordered = checks.filter(\.isWorse) + checks.filter { !$0.isWorse }
        let changes = ordered.map { check in
            let words = "\(check.id): \(check.before?.rawValue ?? "not run") → \(check.after?.rawValue ?? "not run")"
            return check.summaryAfter.isEmpty ? words : words + "  " + check.summaryAfter
        }
        return changes.isEmpty ? ["no verdict changed"] : changes
    }

    var reported: ReportValue {
        [
            "with": .text(path),
            "checks": .list(
                checks.map {
                    [
                        "id": .text($0.id), "before": ReportValue($0.before?.rawValue),
                        "after": ReportValue($0.after?.rawValue), "summary_before": .text($0.summaryBefore),
                        "summary_after": .text($0.summaryAfter),
                    ]
                }),
            "figures": .list(
                figures.map {
                    [
                        "check": .text($0.check), "figure": .text($0.path), "before": .number($0.before),
                        "after": .number($0.after),
                    ]
                }),
        ]
    }
}
