import DataMeasures
import QuorumCore
import TableIO
import Testing

/// What holds whatever the data.
@Suite struct PropertyTests {
    private let roles = ColumnRoles(
        label: ColumnRoles.Role("label"), text: ColumnRoles.Role("text", .byName),
        groups: [ColumnRoles.Role("speaker")],
        protected: [ColumnRoles.Role("sex")])

    private func table(_ seed: UInt64, rows: Int = 300, shift: Double = 0) -> Table {
        var generator = SeededNumbers(seed: seed)
        func words(_ count: Int) -> String {
            (0..<count).map { _ in "w\(Int.random(in: 0..<1500, using: &generator))" }.joined(separator: " ")
        }
        return Rows.table([
            "text": (0..<rows).map { _ in words(Int.random(in: 5..<12, using: &generator)) },
            "label": (0..<rows).map { _ in ["no", "yes"].randomElement(using: &generator) },
            "speaker": (0..<rows).map { _ in "s\(Int.random(in: 0..<90, using: &generator))" },
            "sex": (0..<rows).map { _ in ["f", "m"].randomElement(using: &generator) },
            "color": (0..<rows).map { _ in ["red", "green", nil].randomElement(using: &generator)! },
            "size": (0..<rows).map { _ in "\(Double.random(in: -1..<1, using: &generator) + shift)" },
            "weight": (0..<rows).map { _ in "\(Int.random(in: 0..<40, using: &generator))" },
        ])
    }

    private static let orderChecks: Set<String> = ["leakage.order"]

    @Test func anyOrderOfRowsGivesTheSameFigures() {
        var generator = SeededNumbers(seed: 5)
        let (train, test) = (table(1), table(2, shift: 0.4))
        let straight = Measures.run(Rows.input(["train": train, "test": test], roles: roles))
        let mixed = Measures.run(
            Rows.input(
                [
                    "train": Rows.shuffled(train, by: &generator), "test": Rows.shuffled(test, by: &generator),
                ], roles: roles))
        let ran = straight.checks.filter { $0.verdict != .skipped }
        for id in [
            "drift.columns", "drift.multivariate", "drift.vocabulary", "bias.label_rate", "pairs.correlation",
            "integrity.outliers", "integrity.values", "stats.zipf", "stats.perplexity",
        ] { #expect(ran.contains { $0.id == id }, "\(id)") }
        for (a, b) in zip(straight.checks, mixed.checks) where !Self.orderChecks.contains(a.id) {
            #expect(a.values == b.values && a.verdict == b.verdict && a.summary == b.summary, "\(a.id)")
        }
    }

    @Test func driftGrowsWithTheShift() throws {
        var last = -1.0
        for shift in [0, 0.2, 0.5, 1.5] {
            let report = Measures.run(
                Rows.input(["train": table(1), "test": table(2, shift: shift)], roles: roles),
                settings: MeasureSettings(checks: ["drift.columns"]))
            let size = try #require(report.entry("drift.columns", "columns", where: ["column": "size"]))
            guard case .number(let index) = size["psi"] else { throw Missing() }
            #expect(index > last)
            last = index
        }
    }

    @Test func aSplitDoesNotDriftFromItself() throws {
        let same = table(3)
        let report = Measures.run(Rows.input(["train": same, "test": same], roles: roles))
        let size = try #require(report.entry("drift.columns", "columns", where: ["column": "size"]))
        #expect(size["psi"] == .number(0) && size["jensen_shannon"] == .number(0) && size["statistic"] == .number(0))
        #expect(report[check: "drift.columns"]?.verdict == .pass && report[check: "drift.labels"]?.verdict == .pass)
    }

    @Test func aCleanCopyHasNoLeaks() throws {
        var generator = SeededNumbers(seed: 9)
        let words = (0..<400).map { _ in "w\(Int.random(in: 0..<250, using: &generator))" }
        let labels = (0..<400).map { _ in ["a", "b"].randomElement(using: &generator) }
        let rows = zip(words, labels).map { "\($0) \($1!)" }
        let table = Rows.table(["text": words.map { "say \($0) now" }, "label": labels])
        for choice in [ColumnRoles.Role.Choice.given, .byName] {
            let roles = ColumnRoles(label: ColumnRoles.Role("label"), text: ColumnRoles.Role("text", choice))
            let plan = try CleanPlan(Rows.input(["data": table], roles: roles))
            // Each text with each of its labels once, and each text in one split.
            let kept = plan.rows.joined().map { rows[$0.row] }
            #expect(kept.count == Set(rows).count && Set(kept) == Set(rows))
            #expect(kept.count + plan.changes.count == 400)
            let texts = plan.rows.map { Set($0.map { words[$0.row] }) }
            #expect(texts.reduce(0) { $0 + $1.count } == Set(words).count)
            #expect(plan.changes.allSatisfy { $0.to == nil && $0.kept.map { rows[$0.row] } == rows[$0.row] })
        }
    }

    @Test func transcriptsWithoutTheirRecordingsAreNotCleaned() {
        let roles = ColumnRoles(text: ColumnRoles.Role("text"), textIsAnswer: true)
        let input = Rows.input(["data": Rows.table(["text": ["yes", "no", "yes"]])], roles: roles)
        #expect(throws: MeasureError.self) { try CleanPlan(input) }
    }

    @Test func everyThresholdBelongsToACheck() {
        let names = Measures.thresholds.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(Measures.checkIDs.contains { name.hasPrefix($0 + ".") }, "\(name)") }
        #expect(Set(Measures.checkIDs).count == Measures.checkIDs.count)
    }

    struct Missing: Error {}
}
