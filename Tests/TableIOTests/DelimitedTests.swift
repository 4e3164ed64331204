import Testing

@testable import TableIO

@Suite("CSV and TSV")
struct DelimitedTests {
    private let scratch = Scratch()

    @Test("Cells are text, whatever they look like")
    func text() throws {
        let table = try scratch.read("x.csv", "id,when,n\n007,2024-01-02,1e5\nNaN,null,\n")
        #expect(table.names == ["id", "when", "n"])
        #expect(table.texts("id") == ["007", "NaN"])
        #expect(table.texts("when") == ["2024-01-02", "null"])
        #expect(table.texts("n") == ["1e5", nil])
    }

    @Test(
        "RFC 4180 quoting",
        arguments: [
            ("a,b\r\n\"x,\"\"y\"\"\",\"1\n2\r\n3\"\r\n", ["x,\"y\"", "1\n2\r\n3"]),
            ("a,b\n\"\",x\n", ["", "x"]),
            ("a,b\nit's \"so\",\"\"\"\"", ["it's \"so\"", "\""]),
            ("\u{FEFF}\"a\",\"b\"\r1,2\r", ["1", "2"]),
            ("\n\na,b\n\n1,2\n\n", ["1", "2"]),
            ("a,b\né,日本語", ["é", "日本語"]),
        ])
    func quoting(text: String, row: [String]) throws {
        let table = try scratch.read("x.csv", text)
        #expect(table.rowCount == 1)
        #expect(table.texts("a") + table.texts("b") == row)
    }

    @Test("Semicolons separate where the header has no comma")
    func semicolons() throws {
        for start in ["", "\u{FEFF}", "\r\n"] {
            let table = try scratch.read("x.csv", start + "a;\"b, c\"\n1,5;\"x;y\"\n")
            #expect(table.names == ["a", "b, c"])
            #expect(table.texts("a") == ["1,5"])
            #expect(table.texts("b, c") == ["x;y"])
        }
        #expect(try scratch.read("x.csv", "a;b,c\n1;2,3\n").names == ["a;b", "c"])
        #expect(try scratch.read("x.tsv", "a;b\n1;2\n").names == ["a;b"])
        #expect(try scratch.read("x.csv", "a\n1;2\n").texts("a") == ["1;2"])
    }

    @Test("Cells that straddle chunks come out whole")
    func chunks() throws {
        let text = "id,text\r\n1,\"été, \"\"deux\"\"\nlignes\"\r\n2,b\r\n"
        let whole = try scratch.read("x.csv", text)
        let bytes = Array(text.utf8)
        for length in 1...bytes.count {
            var parser = DelimitedParser(path: "x.csv", delimiter: .comma)
            for start in stride(from: 0, to: bytes.count, by: length) {
                try bytes[start..<min(start + length, bytes.count)].withUnsafeBufferPointer {
                    (chunk) throws(TableError) in try parser.consume(chunk)
                }
            }
            let table = try parser.finish()
            #expect(table.texts("text") == whole.texts("text"))
            #expect(table.texts("id") == ["1", "2"])
        }
    }

    @Test("Blank lines are rows where there is one column")
    func oneColumn() throws {
        let table = try scratch.read("x.csv", "text\na\n\n\"\"\nb\n")
        #expect(table.texts("text") == ["a", nil, "", "b"])
    }

    @Test("Columns without a name are named by their position")
    func unnamed() throws {
        #expect(try scratch.read("x.csv", ",a,\n0,1,2\n").names == ["column_1", "a", "column_3"])
    }

    @Test("Tabs separate in TSV; a quote that does not close its field stands for itself")
    func tabs() throws {
        let table = try scratch.read("x.tsv", "a\tb\n\"Go,\" she said\t1,5\n\"x\ty\"\t\"\"\n")
        #expect(table.texts("a") == ["\"Go,\" she said", "x\ty"])
        #expect(table.texts("b") == ["1,5", ""])
    }

    @Test("A header alone is a table without rows")
    func headerOnly() throws {
        let table = try scratch.read("x.csv", "a,b")
        #expect(table.names == ["a", "b"])
        #expect(table.rowCount == 0)
    }

    @Test(
        "Bad input is named by line, row and column",
        arguments: [
            (
                "a,b\n1,2\n\"x\ny\",3\n1,2,3\n", TableError.Code.ragged, 3,
                "line 5 (row 3): 3 fields where the header has 2; quote fields that hold the separator, "
                    + "or fill in what is missing"
            ),
            (
                "a,b\n1\n", .ragged, 1,
                "line 2 (row 1): 1 field where the header has 2; quote fields that hold the separator, "
                    + "or fill in what is missing"
            ),
            (
                "a,b\n1,\"x\n2,3\n", .malformed, 1,
                "line 2 (row 1): the quote opened on line 2 is never closed; close it"
            ),
            (
                "a,b\n1,\"x\"y\n", .malformed, 1,
                "line 2 (row 1): text follows the closing quote; write a quote inside a field as two"
            ),
            ("\n\n", .empty, nil, "there is no header; the first row names the columns"),
            ("a,b,a\n1,2,3\n", .duplicateColumn, nil, "columns 1 and 3 are both named 'a'; rename one of them"),
        ] as [(String, TableError.Code, Int?, String)])
    func bad(text: String, code: TableError.Code, row: Int?, message: String) throws {
        let path = scratch.file("x.csv", text)
        #expect(throws: TableError(code, path, message, row: row)) { try TableReader.read(path) }
    }

    @Test("Text in another encoding is named by its cell")
    func encoding() throws {
        let latin = scratch.file("x.csv", Array("a,b\n1,2\n3,".utf8) + [0xE9, 0x0A])
        #expect(
            throws: TableError(
                .encoding, latin, "line 3 (row 2): column 2 'b' is not UTF-8; save the file as UTF-8", row: 2)
        ) { try TableReader.read(latin) }
        let wide = scratch.file("y.csv", [0xFF, 0xFE, 0x61, 0x00])
        #expect(throws: TableError(.encoding, wide, "the text is UTF-16; save it as UTF-8")) {
            try TableReader.read(wide)
        }
    }
}
