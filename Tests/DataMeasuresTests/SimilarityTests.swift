import DataMeasures
import QuorumCore
import TableIO
import Testing

@Suite struct SimilarityTests {
    private let roles = ColumnRoles(label: ColumnRoles.Role("label"), text: ColumnRoles.Role("text"))

    /// Random words, so that no two texts are alike by chance.
    private func text(_ words: Int, _ generator: inout SeededNumbers) -> [String] {
        (0..<words).map { _ in "w\(Int.random(in: 0..<50_000, using: &generator))" }
    }

    private func run(_ train: [String], _ test: [String], labels: ([String], [String])? = nil, threads: Int = 2)
        -> Report
    {
        let labels = labels ?? (train.map { _ in "x" }, test.map { _ in "x" })
        return Measures.run(
            Rows.input(
                [
                    "train": Rows.table(["text": train, "label": labels.0]),
                    "test": Rows.table(["text": test, "label": labels.1]),
                ], roles: roles), settings: MeasureSettings(threads: threads))
    }

    @Test func plantedCopiesAreFound() throws {
        var generator = SeededNumbers(seed: 4)
        let train = (0..<200).map { _ in text(80, &generator) }
        var edited = train[3]
        edited[40] = "changed"
        let quoted = text(60, &generator) + train[7] + text(60, &generator)
        let test = [text(80, &generator), edited, quoted, train[11].map { $0.uppercased() + "," }]
        let report = run(train.map { $0.joined(separator: " ") }, test.map { $0.joined(separator: " ") })
        let overlap = try #require(report.entry("leakage.near_overlap", "pairs", where: ["from": "test"]))
        #expect(overlap["rows"] == .integer(2))
        #expect(overlap["equal_rows"] == .integer(1))
        #expect(overlap["pairs"] == .integer(2))
        let other = try #require(report.entry("leakage.near_overlap", "pairs", where: ["from": "train"]))
        #expect(other["contained_rows"] == .integer(1))
        #expect(report[check: "leakage.near_overlap"]?.verdict == .fail)
        #expect(report[check: "duplicates.near"]?.verdict == .pass)
        let example = report[check: "leakage.near_overlap"]?.examples.first
        #expect(example?["row"] == .integer(1) && example?["twin_row"] == .integer(3))
        // 76 shingles each, five of which the changed word is in.
        #expect(example?["similarity"] == .number(71.0 / 81.0))
    }

    @Test func differentTextsPass() {
        var generator = SeededNumbers(seed: 5)
        let texts = (0..<400).map { text(1 + $0 % 90, &generator).joined(separator: " ") }
        let report = run(Array(texts[..<300]), Array(texts[300...]))
        for check in ["duplicates.near", "leakage.near_overlap", "labels.conflicts"] {
            #expect(report[check: check]?.verdict == .pass, "\(check)")
        }
    }

    @Test func shortTextsAreComparedByCharacters() {
        let report = run(
            ["please turn on the light in the kitchen now", "what time is it", "", "!!"],
            ["please turn on the lights in the kitchen now", "what day is it", "", "??"])
        let overlap = report.entry("leakage.near_overlap", "pairs", where: ["from": "test"])
        // 35 and 36 shingles, 27 shared: too few; the empty texts are no texts.
        #expect(overlap?["rows"] == .integer(0))
        let nearer = run(
            ["turn on all of the lights in the kitchen right now please"],
            ["Turn on all of the lights in the kitchen right now, please"])
        #expect(nearer.entry("leakage.near_overlap", "pairs", where: ["from": "test"])?["rows"] == .integer(0))
        let equal = run(["turn on  the light"], ["Turn on the\tlight "])
        #expect(equal.entry("leakage.near_overlap", "pairs", where: ["from": "test"])?["equal_rows"] == .integer(1))
    }

    @Test func conflictsAmongNearTexts() throws {
        var generator = SeededNumbers(seed: 6)
        let base = text(100, &generator)
        var edited = base
        edited[99] = "end"
        let lines = [base, edited, text(100, &generator)].map { $0.joined(separator: " ") }
        let report = run(lines, ["other"], labels: (["x", "y", "x"], ["x"]))
        func groups(_ variant: String) -> ReportValue? {
            report.entry("labels.conflicts", "splits", where: ["split": "train", "variant": variant])?["groups"]
        }
        #expect(groups("normalised") == .integer(0))
        #expect(groups("near") == .integer(1))
        #expect(report[check: "labels.conflicts"]?.verdict == .warn)
        let missing = run(lines, ["other"], labels: (["x", "y", "x"], ["x"]), threads: 1)
        #expect(missing[check: "labels.conflicts"] == report[check: "labels.conflicts"])
    }

    @Test func addingADuplicateAddsIt() {
        var generator = SeededNumbers(seed: 7)
        var lines = (0..<60).map { _ in text(60, &generator).joined(separator: " ") }
        for copies in 1...3 {
            lines.append(lines[5] + " more")
            let entry = run(lines, ["x"]).entry("duplicates.near", "splits", where: ["split": "train"])
            #expect(entry?["rows"] == .integer(copies + 1))
            #expect(entry?["surplus_rows"] == .integer(copies))
            #expect(entry?["groups"] == .integer(1))
        }
    }
}
