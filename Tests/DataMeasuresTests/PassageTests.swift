import DataMeasures
import QuorumCore
import TableIO
import Testing

@Suite struct PassageTests {
    private let roles = ColumnRoles(text: ColumnRoles.Role("text"))

    private func texts(_ count: Int, words: Int, seed: UInt64) -> [[String]] {
        var generator = SeededNumbers(seed: seed)
        return (0..<count).map { _ in (0..<words).map { _ in "w\(Int.random(in: 0..<90_000, using: &generator))" } }
    }

    private func pair(_ train: [[String]], _ test: [[String]], reference: [[String]]? = nil) -> Report {
        func split(_ name: String, _ texts: [[String]]) -> MeasureInput.Split {
            MeasureInput.Split(name: name, table: Rows.table(["text": texts.map { $0.joined(separator: " ") }]))
        }
        return Measures.run(
            MeasureInput(
                splits: [split("train", train), split("test", test)], roles: roles,
                reference: reference.map { split("reference", $0) }),
            settings: MeasureSettings(checks: ["leakage.ngram"], threads: 2))
    }

    @Test func sharedRunsAreCountedByWord() throws {
        let train = texts(30, words: 100, seed: 1)
        var test = texts(20, words: 100, seed: 2)
        test[3].replaceSubrange(10..<25, with: train[7][40..<55])
        test[4].replaceSubrange(0..<12, with: train[7][40..<52])
        test[5].replaceSubrange(30..<90, with: train[9][20..<80])
        let entry = try #require(pair(train, test).entry("leakage.ngram", "pairs", where: ["from": "test"]))
        #expect(entry["n"] == .integer(13))
        // Twelve words in a row are one too few.
        #expect(entry["rows"] == .integer(2))
        #expect(entry["covered_words"] == .integer(75))
        #expect(entry["words"] == .integer(2000))
        #expect(entry["span_rows"] == .integer(1))
        #expect(entry["longest_span"] == .integer(60))
    }

    @Test func commonRunsAreIgnoredUnlessTheyAreLong() throws {
        var train = texts(30, words: 60, seed: 3)
        var test = texts(5, words: 60, seed: 4)
        for row in 0..<12 { train[row].replaceSubrange(8..<60, with: test[2][0..<52]) }
        let entry = try #require(pair(train, test).entry("leakage.ngram", "pairs", where: ["from": "test"]))
        #expect(entry["rows"] == .integer(0))
        #expect(entry["span_rows"] == .integer(1))
        test[3] = train[20]
        #expect(pair(train, test).entry("leakage.ngram", "pairs", where: ["from": "test"])?["rows"] == .integer(1))
    }

    @Test func aReferenceIsComparedToo() {
        let train = texts(10, words: 60, seed: 5)
        let report = pair(train, texts(5, words: 60, seed: 6), reference: [train[2]])
        #expect(
            report.entry("leakage.ngram", "pairs", where: ["from": "train", "in": "reference"])?["rows"] == .integer(1))
        #expect(
            report.entry("leakage.ngram", "pairs", where: ["from": "test", "in": "reference"])?["rows"] == .integer(0))
        #expect(report[check: "leakage.ngram"]?.verdict == .fail)
    }

    @Test func shortTextsHaveShorterRuns() {
        let train = texts(10, words: 9, seed: 7)
        let report = pair(train, [train[0], ["w1", "w2"]] + texts(60, words: 9, seed: 8))
        let entry = report.entry("leakage.ngram", "pairs", where: ["from": "test"])
        #expect(entry?["n"] == .integer(9) && entry?["rows"] == .integer(1) && entry?["short_rows"] == .integer(1))
    }
}
