import DataMeasures
import TableIO
import Testing

@Suite struct LeakageTests {
    /// 400 different rows, of which test gets some of train's as well: as they are, shouted, and with another label.
    private func planted() -> (train: Table, test: Table) {
        let train = (0..<300).map { "sentence number \($0) of the training data" }
        var test = (300..<400).map { "sentence number \($0) of the training data" }
        test += train[0..<7]
        test += train[10..<15].map { "  " + $0.uppercased().replacing(" ", with: "\t ") }
        test += train[20..<23]
        let labels = (0..<300).map { "\($0 % 2)" }
        let testLabels =
            (300..<400).map { "\($0 % 2)" } + labels[0..<7] + labels[10..<15]
            + labels[20..<23].map { $0 == "0" ? "1" : "0" }
        return (Rows.table(["text": train, "label": labels]), Rows.table(["text": test, "label": testLabels]))
    }

    @Test func plantedRowsAreFoundExactly() throws {
        let (train, test) = planted()
        let report = Measures.run(
            Rows.input(
                ["train": train, "test": test],
                roles: ColumnRoles(label: ColumnRoles.Role("label"), text: ColumnRoles.Role("text"))))
        let raw = try #require(
            report.entry("leakage.exact_overlap", "pairs", where: ["from": "test", "in": "train", "variant": "raw"]))
        #expect(raw["rows"] == .integer(10))
        #expect(raw["distinct"] == .integer(10))
        #expect(raw["conflicting_labels"] == .integer(3))
        let normalised = try #require(
            report.entry(
                "leakage.exact_overlap", "pairs", where: ["from": "test", "in": "train", "variant": "normalised"]))
        #expect(normalised["rows"] == .integer(15))
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .fail)
        #expect(report.verdict == .fail)
        #expect(
            report[check: "leakage.exact_overlap"]?.summary
                == "15 of 115 test rows are also in train once normalised; 3 of them with another label there")
    }

    @Test func withoutATextAllColumnsButTheIDAreCompared() throws {
        let train = Rows.table(["id": ["1", "2", "3"], "a": ["x", "y", "z"], "label": ["0", "1", "0"]])
        let test = Rows.table(["id": ["4", "5", "6"], "a": ["x", "y", "w"], "label": ["0", "0", "0"]])
        let report = Measures.run(
            Rows.input(
                ["train": train, "test": test],
                roles: ColumnRoles(label: ColumnRoles.Role("label"), id: ColumnRoles.Role("id"))))
        func rows(_ variant: String) -> ReportValue? {
            report.entry("leakage.exact_overlap", "pairs", where: ["from": "test", "variant": variant])?["rows"]
        }
        #expect(rows("raw") == .integer(1))
        #expect(rows("features") == .integer(2))
        let features = report.entry("leakage.exact_overlap", "pairs", where: ["from": "test", "variant": "features"])
        #expect(features?["conflicting_labels"] == .integer(1))
    }

    @Test func cellsDoNotRunIntoEachOther() {
        let train = Rows.table(["a": ["ab", nil], "b": ["c", ""]])
        let test = Rows.table(["a": ["a", ""], "b": ["bc", nil]])
        let report = Measures.run(Rows.input(["train": train, "test": test]))
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .pass)
    }

    @Test func numbersEqualAcrossTypes() {
        let train = Table(columns: [Column(name: "x", storage: .int64([1, 2, 3]))])
        let test = Table(columns: [Column(name: "x", storage: .float64([3, 4, -0.0]))])
        let text = Rows.table(["x": ["2", "9"]])
        let report = Measures.run(Rows.input(["train": train, "test": test]))
        #expect(report.entry("leakage.exact_overlap", "pairs", where: ["from": "test"])?["rows"] == .integer(1))
        let mixed = Measures.run(Rows.input(["train": train, "test": text]))
        #expect(mixed.entry("leakage.exact_overlap", "pairs", where: ["from": "test"])?["rows"] == .integer(1))
    }

    @Test func speakersOnBothSides() throws {
        let train = Rows.table(["text": ["a", "b", "c", "d"], "speaker": ["ann", "ann", "bob", nil]])
        let test = Rows.table(["text": ["e", "f", "g", "h"], "speaker": ["bob", "bob", "cid", nil]])
        let report = Measures.run(
            Rows.input(["train": train, "test": test], roles: ColumnRoles(groups: [ColumnRoles.Role("speaker")])))
        let crossing = try #require(report.entry("leakage.group", "columns", where: ["from": "test", "in": "train"]))
        #expect(crossing["groups"] == .integer(1))
        #expect(crossing["rows"] == .integer(2))
        #expect(report[check: "leakage.group"]?.verdict == .fail)
    }

    @Test func oneSplitCannotLeak() {
        let report = Measures.run(Rows.input(["data": Rows.table(["a": ["1", "1"]])]))
        #expect(report[check: "leakage.exact_overlap"]?.verdict == .skipped)
        #expect(report[check: "leakage.group"]?.verdict == .skipped)
    }
}
