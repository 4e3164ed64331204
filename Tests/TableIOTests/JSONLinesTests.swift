import Testing

@testable import TableIO

@Suite("JSONL")
struct JSONLinesTests {
    private let scratch = Scratch()

    private func column(_ values: [String]) throws -> Column {
        let table = try scratch.read("x.jsonl", values.map { "{\"v\":\($0)}\n" }.joined())
        return try #require(table["v"])
    }

    @Test("Columns take the narrowest type of all their values")
    func types() throws {
        guard case .int64(let whole) = try column(["1", "-9223372036854775808"]).storage else {
            Issue.record("whole numbers")
            return
        }
        #expect(whole == [1, .min])
        guard case .float64(let numbers) = try column(["1", "0.1", "-2.5e-3"]).storage else {
            Issue.record("numbers")
            return
        }
        #expect(numbers == [1, 0.1, -0.0025])
        let flags = try column(["null", "true", "false"])
        guard case .bool(let values) = flags.storage else {
            Issue.record("booleans")
            return
        }
        #expect(values == [false, true, false])
        #expect(flags.validity == [false, true, true])
    }

    @Test("Values of several kinds, nested or too large are kept as text")
    func mixed() throws {
        let table = try scratch.read(
            "x.jsonl",
            """
            {"v":1,"n":[1, {"a":"ü"}],"d":"2024-01-02 03:04:05","u":18446744073709551615}
            {"v":"x","n":{"a":null},"d":"2024","u":1}
            {"v":true,"n":"plain"}
            {"v":2.5,"n":null,"u":null}
            """)
        #expect(table.texts("v") == ["1", "x", "true", "2.5"])
        #expect(table.texts("n") == ["[1, {\"a\":\"ü\"}]", "{\"a\":null}", "plain", nil])
        #expect(table.texts("d") == ["2024-01-02 03:04:05", "2024", nil, nil])
        #expect(table.texts("u") == ["18446744073709551615", "1", nil, nil])
    }

    @Test("Keys that come late or are missing are null elsewhere")
    func lateKeys() throws {
        let table = try scratch.read("x.jsonl", "\u{FEFF}{\"a\":1}\r\n\n{\"b\":\"x\",\"a\":2}\r\n{}\n")
        #expect(table.names == ["a", "b"])
        #expect(table["a"]?.validity == [true, true, false])
        #expect(table.texts("b") == [nil, "x", nil])
    }

    @Test("Texts are whole wherever something special stands in them")
    func specialCharacters() throws {
        var values: [String] = []
        var expected: [String] = []
        for length in 0..<20 {
            for place in 0...length {
                for (written, read) in [("\\n", "\n"), ("\\\"", "\""), ("é", "é"), ("\\u00e9", "é"), ("", "")] {
                    let (before, after) = (
                        String(repeating: "a", count: place), String(repeating: "~", count: length - place)
                    )
                    values.append("\"\(before)\(written)\(after)\"")
                    expected.append(before + read + after)
                }
            }
        }
        let text = try column(values)
        #expect(Table(columns: [text]).texts("v") == expected)
        for length in 0..<20 {
            let control = "\"" + String(repeating: "a", count: length) + "\u{1}" + "bbbbbbbbbb\""
            #expect(throws: TableError.self) { try column([control]) }
        }
    }

    @Test("Escapes stand for their characters")
    func escapes() throws {
        let column = try column([#""\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00""#])
        guard case .utf8(let texts) = column.storage else {
            Issue.record("text")
            return
        }
        #expect(texts.string(0) == "\"\\/\u{8}\u{C}\n\r\té€😀")
    }

    @Test("Lines longer than a chunk are read")
    func longLine() throws {
        let long = String(repeating: "é", count: 3 << 20)
        let table = try scratch.read("x.jsonl", "{\"v\":\"\(long)\"}\n{\"v\":\"b\"}")
        #expect(table.texts("v") == [long, "b"])
    }

    @Test(
        "Bad input is named by line, row and byte",
        arguments: [
            (
                "{\"a\":1}\n\n{\"a\":tru}\n", 2,
                "line 3 (row 2), byte 6: this is not a JSON value; quote it if it is text"
            ),
            ("{\"a\":01}", 1, "line 1 (row 1), byte 8: a number starts with 0; quote it if it is text"),
            ("{\"a\":1", 1, "line 1 (row 1), byte 7: the line ends where a comma or the closing bracket is due"),
            ("{\"a\":1} {}", 1, "line 1 (row 1), byte 9: more text follows the object; write one object a line"),
            ("{\"a\":1,\"a\":2}", 1, "line 1 (row 1), byte 12: the key 'a' occurs twice; keep one"),
            ("[1]", 1, "line 1 (row 1), byte 1: this is a JSON array; write one object a line (jq -c '.[]' does)"),
            ("7", 1, "line 1 (row 1), byte 1: this is not a JSON object; write one object a line"),
            (
                "{\"a\":\"\\ud800\"}", 1,
                "line 1 (row 1), byte 13: half of a surrogate pair stands alone; write the character itself"
            ),
            (
                "{\"a\":\"x\ny\"}", 1,
                "line 1 (row 1), byte 8: the line ends inside a text; write line breaks as \\n"
            ),
        ])
    func bad(text: String, row: Int, message: String) throws {
        let path = scratch.file("x.jsonl", text)
        #expect(throws: TableError(.malformed, path, message, row: row)) { try TableReader.read(path) }
    }

    @Test("Nesting is bounded")
    func deep() throws {
        #expect(throws: TableError.self) { try column([String(repeating: "[", count: 1_000_000)]) }
    }

    @Test("Text in another encoding is named by its row")
    func encoding() throws {
        let path = scratch.file("x.jsonl", Array("{\"a\":\"".utf8) + [0xE9] + Array("\"}".utf8))
        #expect { try TableReader.read(path) } throws: { error in
            (error as? TableError).map { $0.code == .encoding && $0.row == 1 } == true
        }
    }

    @Test("A file of blank lines has no rows to read")
    func blank() throws {
        let path = scratch.file("x.jsonl", "\n \n")
        #expect(throws: TableError(.empty, path, "there is no row; write one JSON object a line")) {
            try TableReader.read(path)
        }
    }
}
