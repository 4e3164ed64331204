import Testing

@testable import TableIO

@Suite("Tables read a part at a time")
struct TableBatchesTests {
    private let scratch = Scratch()

    /// Rows whose cells are longest where a mebibyte ends, quoted, with line breaks and characters of several bytes.
    private static let rows = (0..<40_000).map { row in
        [String(row), String(repeating: "né \n日", count: row % 7), row % 3 == 0 ? "" : "\"q\" \(row)"]
    }

    private func file(_ format: TableFormat) -> String {
        var text = ""
        switch format {
        case .jsonl:
            for row in Self.rows {
                let cells = row.map {
                    $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                }
                text += "{\"id\": \(cells[0]), \"text\": \"\(cells[1])\", \"more\": \"\(cells[2])\"}\n"
            }
        default:
            let mark = format == .csv ? "," : "\t"
            text = ["id", "text", "more"].joined(separator: mark) + "\r\n"
            for row in Self.rows {
                let cells = row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                text += cells.joined(separator: mark) + "\r\n"
            }
        }
        return scratch.file("rows.\(format.rawValue)", text)
    }

    @Test("Are the same rows as of the whole file", arguments: [TableFormat.csv, .tsv, .jsonl])
    func sameRows(format: TableFormat) throws {
        let path = file(format)
        let whole = try TableReader.read(path)
        let batches = try TableBatches(path)
        var texts: [String: [String?]] = [:]
        var count = 0
        while let table = try batches.next() {
            count += 1
            for name in ["text", "more"] { texts[name, default: []] += table.texts(name) }
        }
        #expect(count > 1)
        #expect(texts["text"] == whole.texts("text"))
        #expect(texts["more"] == Self.rows.map { $0[2] })
    }

    @Test("A wrong row is named as in the whole file", arguments: [TableFormat.csv, .jsonl])
    func wrongRow(format: TableFormat) throws {
        let good = format == .csv ? "a,b\n" : ""
        let row = format == .csv ? "1,2\n" : "{\"a\": 1, \"b\": 2}\n"
        let bad = format == .csv ? "1,2,3\n" : "{\"a\": 1\n"
        let path = scratch.file("x.\(format.rawValue)", good + String(repeating: row, count: 300_000) + bad)
        let batches = try TableBatches(path)
        #expect {
            while let table = try batches.next() { #expect(table.rowCount > 0) }
        } throws: { ($0 as? TableError)?.row == 300_001 }
    }

    @Test("Keys may come and go between parts of JSONL")
    func changingKeys() throws {
        let path = scratch.file(
            "x.jsonl",
            String(repeating: "{\"a\": 1}\n", count: 200_000) + String(repeating: "{\"b\": \"x\"}\n", count: 200_000))
        let batches = try TableBatches(path)
        var names: Set<String> = []
        var rows = 0
        while let table = try batches.next() {
            rows += table.rowCount
            names.formUnion(table.names)
        }
        #expect(rows == 400_000)
        #expect(names == ["a", "b"])
    }

    @Test("Elements of a JSON array are told apart by brackets outside of strings")
    func elements() throws {
        let path = scratch.file("x.json", " [ {\"a\": \"]},[\\\"\"} ,\n[1, [2]] , \"x,y\", 3 ]\n")
        let elements = try JSONElements(path)
        var found: [String] = []
        while let element = try elements.next() { found.append(element.filter { $0 != " " }) }
        #expect(found == ["{\"a\":\"]},[\\\"\"}", "[1,[2]]", "\"x,y\"", "3"])
        #expect(try JSONElements(scratch.file("none.json", "[]")).next() == nil)
    }

    @Test("An array that breaks off, or is none, is refused", arguments: ["[{\"a\": 1}", "{\"a\": 1}", "[1,,2]"])
    func brokenArrays(text: String) throws {
        let elements = try JSONElements(scratch.file("x.json", text))
        #expect(throws: TableError.self) { while let element = try elements.next() { #expect(!element.isEmpty) } }
    }
}
