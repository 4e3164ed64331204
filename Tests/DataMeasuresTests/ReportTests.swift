import DataMeasures
import Foundation
import QuorumCore
import TableIO
import Testing

@Suite struct ReportTests {
    private let roles = ColumnRoles(
        label: ColumnRoles.Role("label"), text: ColumnRoles.Role("text"), groups: [ColumnRoles.Role("speaker")])

    private func table(_ seed: UInt64, rows: Int = 500) -> Table {
        var generator = SeededNumbers(seed: seed)
        let words = ["alpha", "Beta", "gamma", "délta", "<b>", "\"&'", "ещё"]
        return Rows.table([
            "text": (0..<rows).map { _ in
                (0..<Int.random(in: 1..<4, using: &generator))
                    .map { _ in words.randomElement(using: &generator)! }.joined(separator: " ")
            },
            "label": (0..<rows).map { _ in ["x", "y", "</script>"].randomElement(using: &generator) },
            "speaker": (0..<rows).map { _ in "s\(Int.random(in: 0..<100, using: &generator))" },
            "size": (0..<rows).map { _ in "\(Double.random(in: -1..<1, using: &generator))" },
        ])
    }

    /// All of a report but its time.
    private func json(_ report: Report) -> String {
        let text = String(decoding: report.json(), as: UTF8.self)
        return text.replacing(#/"seconds": [0-9.e+-]+/#, with: "")
    }

    @Test func isDeterministicWhateverTheThreads() {
        let input = Rows.input(["train": table(1), "test": table(2)], roles: roles)
        let one = json(Measures.run(input, settings: MeasureSettings(threads: 1)))
        #expect(one == json(Measures.run(input, settings: MeasureSettings(threads: 1))))
        #expect(one == json(Measures.run(input, settings: MeasureSettings(threads: 3))))
    }

    /// Only examples tell the rows apart.
    @Test func orderOfRowsDoesNotMatter() {
        var generator = SeededNumbers(seed: 3)
        let straight = Measures.run(Rows.input(["train": table(1), "test": table(2)], roles: roles))
        let mixed = Measures.run(
            Rows.input(
                [
                    "train": Rows.shuffled(table(1), by: &generator),
                    "test": Rows.shuffled(table(2), by: &generator),
                ], roles: roles))
        for (a, b) in zip(straight.checks, mixed.checks) where a.id != "leakage.order" {
            #expect(a.values == b.values, "\(a.id)")
            #expect(a.verdict == b.verdict && a.summary == b.summary)
        }
    }

    @Test func jsonIsJSON() throws {
        let report = Measures.run(Rows.input(["train": table(1), "test": table(2)], roles: roles))
        let parsed = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        #expect(parsed?["schema"] as? String == "quorum.report/1")
        #expect(parsed?["verdict"] as? String == "fail")
        let checks = try #require(parsed?["checks"] as? [[String: Any]])
        #expect(checks.map { $0["id"] as? String } == Measures.checkIDs)
    }

    @Test func pagesShowDataAsText() throws {
        let report = Measures.run(Rows.input(["train": table(1), "test": table(2)], roles: roles))
        let page = String(decoding: report.html(), as: UTF8.self)
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("&lt;/script&gt;"))
        #expect(!page.contains("</script>") && !page.contains("<b>"))
        #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
        let marked = Measures.run(Rows.input(["data": Rows.table(["text": ["<b>", "<b>", "|"]])]))
        #expect(marked.markdown().contains("\\<b\\> (2)"))
        #expect(report.text().contains("FAIL    leakage.exact_overlap"))
    }

    @Test func checksCanBeChosen() {
        let input = Rows.input(["data": table(1)], roles: roles)
        let report = Measures.run(input, settings: MeasureSettings(checks: ["stats.labels"]))
        #expect(report.checks.map(\.id) == ["stats.labels"])
    }

    @Test func emptyTablesAreMeasured() {
        let report = Measures.run(Rows.input(["train": table(1, rows: 0), "test": table(1, rows: 1)], roles: roles))
        #expect(report.checks.count == Measures.checkIDs.count)
        #expect(report.verdict != .fail)
        _ = report.html()
    }
}

@Suite struct GateTests {
    private var report: Report {
        let train = Rows.table(["a": ["1", "2", "3"]])
        return Measures.run(Rows.input(["train": train, "test": train]))
    }

    @Test(arguments: [
        ("fail", ["leakage.exact_overlap"]), ("leakage", ["leakage.exact_overlap"]), ("none", []),
        ("duplicates.exact:fail", []), ("stats,leakage.exact_overlap:fail", ["leakage.exact_overlap"]),
        ("leakage.group", []),
    ])
    func findsWhatItNames(list: String, failures: [String]) throws {
        #expect(try Gate(parsing: list).failures(in: report).map(\.id) == failures)
    }

    @Test(arguments: ["", "fail,", "leak", "fail:warn", "leakage:pass", "leakage:fail:fail", "skipped"])
    func refusesWhatItDoesNotKnow(list: String) {
        #expect(throws: GateError.self) { try Gate(parsing: list) }
    }
}
