import DataMeasures
import TableIO
import Testing

@Suite struct StatisticsTests {
    private func column(_ name: String, of report: Report) -> ReportValue? {
        guard case .list(let columns) = report.value("stats.columns", "splits", 0, "columns") else { return nil }
        return columns.first { $0["name"] == .text(name) }
    }

    @Test func numbersInText() throws {
        let report = Measures.run(Rows.input(["data": Rows.table(["x": ["1", " 2", "4", "NA", nil, "1"]])]))
        let x = try #require(column("x", of: report))
        #expect(x["type"] == "integer")
        #expect(x["missing"] == 2)
        #expect(x["distinct"] == 3)
        #expect(x["min"] == 1)
        #expect(x["max"] == 4)
        #expect(x["mean"] == .number(2))
        #expect(x["std"] == .number(2.0.squareRoot()))
        #expect(x["quantiles"]?["0.75"] == .number(2.5))
        #expect(x["top"]?[0] == ["value": 1, "count": 2])
    }

    @Test(arguments: [
        (["1.5", "2"], "number"), (["1e3", "-2.5E-1"], "number"), (["true", "False"], "boolean"),
        (["2024-01-31", "2024-02-01T10:00:00Z"], "date"), (["red", "red", "blue"], "category"),
        (["0x10", "11"], "text"), (["12a", "13"], "text"), ([nil, nil], "empty"),
    ])
    func typesOfText(cells: [String?], type: String) {
        let report = Measures.run(Rows.input(["data": Rows.table(["x": cells])]))
        #expect(column("x", of: report)?["type"] == .text(type))
    }

    @Test func numbersThatAreNot() throws {
        let values: [Double] = [.nan, 1, .nan, 3]
        let report = Measures.run(
            Rows.input(["data": Table(columns: [Column(name: "x", storage: .float64(values))])]))
        let x = try #require(column("x", of: report))
        #expect(x["missing"] == 2 && x["mean"] == .number(2))
    }

    @Test func wordsAndSequences() throws {
        let table = Rows.table(["text": ["The cat, the dog.", "the CAT isn't 3.14", "", nil, "кот и пёс"]])
        let report = Measures.run(
            Rows.input(["data": table], roles: ColumnRoles(text: ColumnRoles.Role("text"))))
        let text = try #require(report.value("stats.text", "splits", 0))
        #expect(text["texts"] == 4 && text["missing"] == 1 && text["empty"] == 1)
        #expect(text["words"] == 11)
        #expect(text["vocabulary"] == 8)
        #expect(text["hapaxes"] == 6)
        #expect(text["characters"] == .integer(17 + 18 + 9))
        #expect(text["top"]?["1"]?[0] == ["text": "the", "count": 3])
        #expect(text["top"]?["2"]?[0] == ["text": "the cat", "count": 2])
        #expect(text["scripts"]?["Cyrillic"] == 7)
        #expect(report[check: "stats.text"]?.verdict == .warn)
    }

    @Test func labelCounts() throws {
        let table = Rows.table(["label": ["a", "b", "a", "a", nil, "b", "c", "a"]])
        let report = Measures.run(
            Rows.input(["data": table], roles: ColumnRoles(label: ColumnRoles.Role("label"))))
        let labels = try #require(report.value("stats.labels", "splits", 0))
        #expect(labels["counts"] == ["a": 4, "b": 2, "c": 1])
        #expect(labels["missing"] == 1)
        #expect(labels["imbalance_ratio"] == .number(4))
        guard case .number(let entropy) = labels["entropy"] else { throw TestFailure() }
        #expect(abs(entropy - 1.378_783_493_486_175_8) < 1e-12)
    }

    struct TestFailure: Error {}
}
