import DataMeasures
import QuorumCore
import TableIO
import Testing

/// Rows that are in another split but for a little in their numbers. Tests/Python/test_measures_tolerance.py has the brute
/// force.
@Suite struct ToleranceTests {
    private typealias Row = (numbers: [Double?], name: String)

    private func table(_ rows: [Row]) -> Table {
        let width = rows[0].numbers.count
        let numbers = (0..<width).map { place in
            Column(
                name: "x\(place)", storage: .float64(rows.map { $0.numbers[place] ?? 0 }),
                validity: rows.map { $0.numbers[place] != nil })
        }
        return Table(columns: numbers + [Column(name: "name", storage: .utf8(UTF8Column(rows.map(\.name))))])
    }

    private func rows(_ count: Int, width: Int, _ generator: inout SeededNumbers) -> [Row] {
        (0..<count).map { _ in
            let numbers = (0..<width).map { place -> Double? in
                Int.random(in: 0..<20, using: &generator) == 0
                    ? nil : Double.random(in: -1..<1, using: &generator) * Double(place + 1)
            }
            return (numbers, ["a", "b"].randomElement(using: &generator)!)
        }
    }

    private func pair(_ report: Report, _ variant: String) -> ReportValue? {
        report.entry("leakage.exact_overlap", "pairs", where: ["from": "test", "in": "train", "variant": variant])
    }

    private func measured(_ train: [Row], _ test: [Row], tolerance: Double? = nil) -> Report {
        let thresholds = tolerance.map { ["leakage.exact_overlap.tolerance": $0] } ?? [:]
        return Measures.run(
            Rows.input(["train": table(train), "test": table(test)]),
            settings: MeasureSettings(checks: ["leakage.exact_overlap"], thresholds: thresholds))
    }

    @Test func copiesInSinglePrecisionAreFound() throws {
        var generator = SeededNumbers(seed: 1)
        let train = rows(400, width: 3, &generator)
        var test = rows(100, width: 3, &generator)
        test += train[0..<30].map { ($0.numbers.map { $0.map { Double(Float($0)) } }, $0.name) }
        test += train[30..<40].map { ($0.numbers, $0.name == "a" ? "b" : "a") }
        let report = measured(train, test)
        #expect(pair(report, "tolerance")?["rows"] == .integer(30))
        #expect(pair(report, "tolerance")?["distinct"] == .integer(30))
        #expect(pair(report, "raw")?["rows"] == .integer(0))
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .fail)
        #expect(
            report[check: "leakage.exact_overlap"]?.summary
                == "30 of 140 test rows are also in train within the tolerance of numbers")
        #expect(report[check: "leakage.exact_overlap"]?.examples.first?["twin_row"] == .integer(0))
    }

    @Test func withoutAToleranceOnlyEqualRowsAreFound() throws {
        var generator = SeededNumbers(seed: 2)
        for width in [1, 4] {
            let train = rows(200, width: width, &generator)
            let test = rows(50, width: width, &generator) + train[0..<25] + train[0..<5]
            let report = measured(train, test, tolerance: 0)
            #expect(pair(report, "tolerance")?["rows"] == pair(report, "raw")?["rows"])
            #expect(pair(report, "tolerance")?["distinct"] == pair(report, "raw")?["distinct"])
            #expect(pair(report, "raw")?["rows"] != .integer(0))
        }
    }

    /// Of one column of many numbers, some lie near each other whatever they are.
    @Test func whatChanceMakesIsNoLeak() throws {
        var generator = SeededNumbers(seed: 3)
        func row() -> Row { ([Double.random(in: 0..<1, using: &generator)], "a") }
        let train = (0..<20_000).map { _ in row() }
        let test = (0..<5000).map { _ in row() }
        let report = measured(train, test)
        guard case .integer(let rows) = pair(report, "tolerance")?["rows"] else {
            Issue.record("no rows")
            return
        }
        #expect(rows > 100)
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .pass)
        // Copies among them show all the same.
        let copies = train[0..<2000].map { ([$0.numbers[0]! + 1e-9], $0.name) }
        #expect(measured(train, test + copies)[check: "leakage.exact_overlap"]?.verdict == .fail)
    }

    /// Rows of which most are near each other in each column, and none in all.
    @Test(.timeLimit(.minutes(1))) func rowsMadeToCostMuchAreCompared() throws {
        var generator = SeededNumbers(seed: 4)
        func rows(_ count: Int, spread: Double) -> [Row] {
            (0..<count).map { _ in ((0..<30).map { _ in Double.random(in: 0..<spread, using: &generator) }, "t") }
        }
        let train = rows(400, spread: 1) + rows(250, spread: 8e-6)
        let test = rows(400, spread: 1) + rows(250, spread: 8e-6)
        let found = pair(measured(train, test), "tolerance")
        #expect(found?["complete"] == .bool(true) && found?["rows"] == .integer(0))
    }

    @Test func wholeNumbersAndTextsAreComparedExactly() {
        let numbers = Table(columns: [Column(name: "x", storage: .float64([1e9, 2e9, 3e9]))])
        let others = Table(columns: [Column(name: "x", storage: .float64([1e9 + 1, 4e9, 5e9]))])
        let report = Measures.run(Rows.input(["train": numbers, "test": others]))
        #expect(pair(report, "tolerance") == nil)
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .pass)
    }

    @Test func infinitiesAndMissingNumbersEqualThemselvesOnly() {
        func table(_ cells: [Double]) -> Table {
            Table(columns: [
                Column(name: "x", storage: .float64(cells)),
                Column(name: "y", storage: .float64([0.5] + cells.dropFirst().map { _ in 1.25 })),
            ])
        }
        let huge = Double.greatestFiniteMagnitude
        let report = Measures.run(
            Rows.input([
                "train": table([0.5, .infinity, .nan, huge, -huge]),
                "test": table([-.infinity, .nan, 0, huge, .infinity]),
            ]))
        #expect(pair(report, "tolerance")?["rows"] == .integer(3))
    }
}
