import DataMeasures
import QuorumCore
import TableIO
import Testing

@Suite struct TargetTests {
    private let roles = ColumnRoles(label: ColumnRoles.Role("label"))

    private func table(_ rows: Int, _ cells: (Int) -> (x: String?, label: String)) -> Table {
        let made = (0..<rows).map(cells)
        return Rows.table(["x": made.map(\.x), "label": made.map(\.label)])
    }

    private func verdict(_ check: String, _ splits: KeyValuePairs<String, Table>) -> Verdict? {
        Measures.run(Rows.input(splits, roles: roles))[check: check]?.verdict
    }

    @Test func aMissingCellMayTellTheLabel() throws {
        let data = table(400) { ($0 % 4 == 0 ? nil : "\($0 * 37 % 101)", $0 % 4 == 0 ? "lost" : "saved") }
        let report = Measures.run(Rows.input(["data": data], roles: roles))
        let missing = try #require(
            report.entry("leakage.target", "features", where: ["feature": "x", "kind": "missing"]))
        #expect(missing["accuracy"] == .number(1) && missing["auc"] == .number(1))
        #expect(missing["baseline"] == .number(0.75))
        #expect(report[check: "leakage.target"]?.verdict == .fail)
    }

    @Test func noiseTellsNothing() {
        var generator = SeededNumbers(seed: 11)
        let data = table(500) { _ in
            ("\(Double.random(in: 0..<1, using: &generator))", Bool.random(using: &generator) ? "a" : "b")
        }
        #expect(verdict("leakage.target", ["data": data]) == .pass)
        #expect(verdict("leakage.order", ["data": data]) == .pass)
    }

    @Test(arguments: [("sorted", Verdict.warn), ("blocks", .warn), ("alternating", .pass)])
    func orderTellsTheLabel(kind: String, expected: Verdict) {
        let data = table(300) { row in
            let label = kind == "sorted" ? row / 150 : kind == "blocks" ? row / 10 % 2 : row % 2
            return ("\(row * 7919 % 300)", "\(label)")
        }
        #expect(verdict("leakage.order", ["data": data]) == expected)
    }
}
