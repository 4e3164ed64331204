import QuorumCore
import TableIO
import Testing

@testable import DataMeasures

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

    @Test(arguments: [20, 200])
    func aCopyTellsTheLabel(labels: Int) throws {
        let data = table(2000) { row in
            let label = row * 7919 % labels
            return ("\(label)", "\(label * label * label)")
        }
        let report = Measures.run(Rows.input(["data": data], roles: roles))
        let best = try #require(report.value("leakage.target", "features", 0))
        #expect(best["feature"] == .text("x") && best["kind"] == .text("category"))
        #expect(report[check: "leakage.target"]?.verdict == .fail)
    }

    @Test func oneLabelIsTooFew() {
        let report = Measures.run(Rows.input(["data": table(100) { ("\($0)", "a") }], roles: roles))
        #expect(report[check: "leakage.target"]?.summary == "there is 1 label; 2 to 50 are needed, or numbers")
    }

    @Test func noiseTellsNothing() {
        var generator = SeededNumbers(seed: 11)
        let data = table(500) { _ in
            ("\(Double.random(in: 0..<1, using: &generator))", Bool.random(using: &generator) ? "a" : "b")
        }
        #expect(verdict("leakage.target", ["data": data]) == .pass)
        #expect(verdict("leakage.order", ["data": data]) == .pass)
    }

    /// Neither are runs of letters, as names are, though they have no spaces.
    @Test func textsOfScriptsWithoutSpacesAreNoNames() throws {
        var generator = SeededNumbers(seed: 5)
        let letters = Array("天地人山川水火木金土日月星风云雨雪花草鱼")
        let data = table(300) { row in
            let text = (0..<12).map { _ in String(letters.randomElement(using: &generator)!) }.joined()
            return (row % 3 == 0 ? "\(text)，退款，\(text)" : "\(text)，\(text)", row % 3 == 0 ? "b" : "a")
        }
        for roles in [roles, ColumnRoles(label: ColumnRoles.Role("label"), text: ColumnRoles.Role("x"))] {
            let report = Measures.run(Rows.input(["data": data], roles: roles))
            let word = try #require(report.entry("leakage.target", "features", where: ["kind": "token"]))
            #expect(word["token"] == .text("the word '退款'") && word["accuracy"] == .number(1))
        }
    }

    /// Empty cells say nothing about what the others are.
    @Test(arguments: [false, true])
    func aFewCellsTellWhatAColumnHolds(areNames: Bool) throws {
        let data = table(1000) { row in
            let label = row % 40 == 0 ? "b" : "a"
            let name = row % 40 == 0 ? "refund/order\(row * 7919)" : "sent/order\(row * 7919)"
            guard row % 20 == 0 else { return ("", label) }
            return (areNames ? name : name.replacing("/", with: " was made for "), label)
        }
        let roles = ColumnRoles(label: ColumnRoles.Role("label"), text: ColumnRoles.Role("x"))
        let report = Measures.run(Rows.input(["data": data], roles: roles))
        let token = try #require(report.entry("leakage.target", "features", where: ["kind": "token"]))
        #expect(token["token"] == .text(areNames ? "part 1" : "the word 'refund'"))
        #expect(token["accuracy"] == .number(1))
    }

    /// Words chosen by some of the texts are looked for in all.
    @Test func wordsOfASampleAreTriedOnAll() throws {
        var generator = SeededNumbers(seed: 9)
        let texts = (0..<400).map { row in
            let words = (0..<20).map { _ in "w\(Int.random(in: 0..<50, using: &generator))" }
            return (words + [row % 2 == 0 ? "Ärger," : "Lob,"]).shuffled(using: &generator).joined(separator: " ")
        }
        let column = try #require(Rows.table(["x": texts.enumerated().map { $0 % 9 == 8 ? nil : $1 }])["x"])
        func words(mostBytes: Int) -> [TellingWords.Word] {
            let bag = ReadTexts { _ in OrderedTexts(column, threads: 1) }.sample(
                [0], most: column.count, mostBytes: mostBytes)
            #expect((bag.texts.count == bag.available[0]) == (mostBytes == .max))
            return TellingWords.of(column, bag, labels: texts.indices.map { $0 % 2 }, classes: 2)
        }
        let (all, some) = (words(mostBytes: .max), words(mostBytes: 20_000))
        #expect(Set(all.prefix(2).map(\.text)) == ["ärger", "lob"])
        #expect(all.prefix(2).map(\.text) == some.prefix(2).map(\.text))
        #expect(all.prefix(2).map(\.presence) == some.prefix(2).map(\.presence))
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
