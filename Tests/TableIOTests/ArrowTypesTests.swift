import Testing

@testable import TableIO

/// Files made with pyarrow (Fixtures/make.py), three rows of every type.
@Suite("Arrow types")
struct ArrowTypesTests {
    private static func fixture(_ name: String) -> String {
        #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Fixtures/" + name
    }

    private static let files = ["types.arrow", "types-stream.arrow", "types.parquet"]

    @Test("Whole numbers up to 32 bits are Int64", arguments: files)
    func wholeNumbers(file: String) throws {
        let table = try TableReader.read(Self.fixture(file))
        for (name, values) in [("int8", [1, 0, -3]), ("uint32", [1, 0, 4_294_967_295])] as [(String, [Int64])] {
            guard case .int64(let read) = table[name]?.storage else {
                Issue.record("\(name) is no Int64 column")
                continue
            }
            #expect([read[0], read[2]] == [values[0], values[2]])
            #expect(table[name]?.validity == [true, false, true])
        }
    }

    @Test("Other numbers are Double", arguments: files)
    func numbers(file: String) throws {
        let table = try TableReader.read(Self.fixture(file))
        for (name, first) in [("half", 0.5), ("float", 0.25)] {
            guard case .float64(let read) = table[name]?.storage else {
                Issue.record("\(name) is no Double column")
                continue
            }
            #expect([read[0], read[2]] == [first, -2])
        }
        guard case .bool(let flags) = table["bool"]?.storage else {
            Issue.record("bool is no Bool column")
            return
        }
        #expect([flags[0], flags[2]] == [true, false])
    }

    @Test("Everything with a text form comes as text", arguments: files)
    func texts(file: String) throws {
        let table = try TableReader.read(Self.fixture(file))
        #expect(table.texts("string") == ["été", nil, ""])
        #expect(table.texts("large_string") == ["été", nil, ""])
        #expect(table.texts("dictionary") == ["x", nil, "x"])
        #expect(table.texts("null") == [nil, nil, nil])
        #expect(table.texts("uint64") == ["1", nil, "18446744073709551615"])
        #expect(table.texts("date") == ["2024-02-29", nil, "2024-02-29"])
        #expect(table.texts("timestamp") == ["2024-02-29 12:30:15.250", nil, "2024-02-29 12:30:15.250"])
        #expect(
            table.texts("zoned") == ["2024-02-29 13:30:15.250000+0100", "2024-02-29 13:30:15.250000+0100", nil])
        #expect(table.texts("decimal") == ["12.50", nil, "-0.01"])
        #expect(table.texts("duration").count == 3)
    }

    @Test("Nested values come as JSON", arguments: files)
    func nested(file: String) throws {
        let table = try TableReader.read(Self.fixture(file))
        #expect(table.texts("list") == ["[1,null]", nil, "[]"])
        #expect(table.texts("strings") == [#"["a\"b","c\n"]"#, nil, #"["é"]"#])
        #expect(table.texts("pair") == ["[1.5,2]", nil, "[0.1,1e+300]"])
        #expect(table.texts("struct") == [#"{"a":1,"b":{"c":[true]}}"#, nil, #"{"a":null,"b":null}"#])
        #expect(table.texts("map") == [#"[{"key":"k","value":1}]"#, nil, "[]"])
    }

    @Test("Binary stays binary, and a recording comes as bytes and path", arguments: files)
    func binary(file: String) throws {
        let table = try TableReader.read(Self.fixture(file))
        let expected: [(String, [[UInt8]])] = [
            ("binary", [[0x00, 0xFF], [], []]), ("fixed", [Array("ab".utf8), [], Array("cd".utf8)]),
            ("audio.bytes", [Array("fLaC".utf8), [], []]),
        ]
        for (name, cells) in expected {
            guard case .binary(let read) = table[name]?.storage else {
                Issue.record("\(name) is no binary column")
                continue
            }
            for row in [0, 2] { #expect(Array(read.bytes[read.range(row)]) == cells[row]) }
            #expect(table[name]?.validity == [true, false, true])
        }
        #expect(table.texts("audio.path") == ["1.flac", nil, nil])
        #expect(table["audio"] == nil)
    }

    @Test("Views come as text")
    func views() throws {
        let table = try TableReader.read(Self.fixture("types.arrow"))
        #expect(table.texts("string_view") == ["a string longer than twelve bytes", nil, ""])
    }

    @Test("Runs come as their values, row by row, also inside nested values and over several batches")
    func runs() throws {
        let table = try TableReader.read(Self.fixture("runs.arrow"))
        #expect(table.rowCount == 6)
        guard case .int64(let numbers) = table["number"]?.storage, case .float64(let reals) = table["real"]?.storage,
            case .bool(let flags) = table["flag"]?.storage, case .binary(let bytes) = table["binary"]?.storage
        else {
            Issue.record("a column is of another type")
            return
        }
        #expect(table["number"]?.validity == [true, true, false, true, true, true])
        #expect([numbers[0], numbers[1]] == [7, 7] && numbers[3...] == [-1, -1, -1])
        #expect(reals == [0.5, 0.5, 0.5, 0.5, 2, 2])
        #expect(flags == [true, true, true, true, true, false])
        #expect(Array(bytes.bytes[bytes.range(4)]) == [0] && Array(bytes.bytes[bytes.range(5)]) == [0xFF, 1])
        #expect(table.texts("text") == ["été", "", "", "", nil, nil])
        #expect(table.texts("date") == Array(repeating: "2024-02-29", count: 5) + [nil])
        #expect(table.texts("dictionary") == ["x", "x", "x", "x", "x", "y"])
        #expect(table.texts("list") == ["[1]"] + Array(repeating: "[2,null]", count: 5))
        #expect(table.texts("struct").prefix(3) == [#"{"n":7,"t":"été"}"#, #"{"n":7,"t":""}"#, #"{"n":null,"t":""}"#])
        #expect(table.texts("struct").last == #"{"n":-1,"t":null}"#)
        #expect(table.texts("lists") == [#"["été",""]"#, "[]", #"[""]"#, #"[""]"#, "[null]", "[null]"])
    }

    @Test("Every column is there, with and without rows")
    func columns() throws {
        let full = try TableReader.read(Self.fixture("types.arrow"))
        let bare = try TableReader.read(Self.fixture("no-batches.arrow"))
        #expect(full.columns.count == 25)
        #expect(full.rowCount == 3)
        #expect(bare.names == full.names)
        #expect(bare.rowCount == 0)
    }

    @Test("Arrow files cut short are errors", arguments: ["types.arrow", "types-stream.arrow", "runs.arrow"])
    func cut(file: String) throws {
        let scratch = Scratch()
        var whole: [UInt8] = []
        try InputFile(Self.fixture(file)).forEachChunk { (bytes) throws(TableError) in whole += bytes }
        for length in stride(from: 1, to: whole.count - 16, by: 211) {
            let path = scratch.file("cut.arrow", Array(whole[..<length]))
            #expect(throws: TableError.self) { try TableReader.read(path) }
        }
        for position in stride(from: 8, to: whole.count, by: 53) {
            var bytes = whole
            bytes[position] ^= 0x55
            _ = try? TableReader.read(scratch.file("flip.arrow", bytes))
        }
    }
}
