import Glibc
import Testing

@testable import TableIO

@Suite("Parquet files")
struct ParquetTests {
    private let scratch = Scratch()

    private var schema: [ParquetField] {
        [
            ParquetField(name: "audio", type: .audio, compressed: false),
            ParquetField(name: "text", type: .utf8),
            ParquetField(name: "blob", type: .binary),
            ParquetField(name: "count", type: .int64),
            ParquetField(name: "score", type: .float64),
            ParquetField(name: "good", type: .bool),
        ]
    }

    private func batch(_ rows: Range<Int>, mediaBytes: Int = 5) -> Table {
        var media = UTF8Column()
        for row in rows { media.append((0..<mediaBytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ row) }) }
        let present = rows.map { $0 % 3 != 0 }
        return Table(columns: [
            Column(name: "audio.bytes", storage: .binary(media)),
            Column(name: "audio.path", storage: .utf8(UTF8Column(rows.map { "\($0).flac" }))),
            Column(name: "text", storage: .utf8(UTF8Column(rows.map { "ligne été \($0)" })), validity: present),
            Column(name: "blob", storage: .binary(UTF8Column(rows.map { _ in "\u{0}x" }))),
            Column(name: "count", storage: .int64(rows.map { Int64($0) * 1_000_000_007 }), validity: present),
            Column(name: "score", storage: .float64(rows.map { Double($0) / 7 })),
            Column(name: "good", storage: .bool(rows.map { $0 % 2 == 0 }), validity: present),
        ])
    }

    @Test("What was written in batches is read back whole", arguments: [32 << 20, 100])
    func roundTrip(rowGroupBytes: Int) throws {
        let path = scratch.path + "/x.parquet"
        let writer = try ParquetWriter(
            path: path, schema: schema, metadata: ["huggingface": "{}"], rowGroupBytes: rowGroupBytes)
        try writer.write(batch(0..<10))
        try writer.write(batch(10..<10))
        try writer.write(batch(10..<1000))
        try writer.close()
        let read = try TableReader.read(path)
        let expected = batch(0..<1000)
        #expect(read.names == expected.names)
        #expect(read.rowCount == 1000)
        for (column, wanted) in zip(read.columns, expected.columns) {
            #expect(column.validity == wanted.validity)
            for row in 0..<1000 where !wanted.isNull(row) {
                switch (column.storage, wanted.storage) {
                case (.utf8(let a), .utf8(let b)), (.binary(let a), .binary(let b)):
                    #expect(Array(a.bytes[a.range(row)]) == Array(b.bytes[b.range(row)]))
                case (.int64(let a), .int64(let b)): #expect(a[row] == b[row])
                case (.float64(let a), .float64(let b)): #expect(a[row] == b[row])
                case (.bool(let a), .bool(let b)): #expect(a[row] == b[row])
                default: Issue.record("\(column.name) changed its type")
                }
            }
        }
        #expect(scratch.files == ["x.parquet"])
    }

    @Test("A file without rows keeps its columns")
    func noRows() throws {
        let path = scratch.path + "/x.parquet"
        let writer = try ParquetWriter(path: path, schema: schema, metadata: [:])
        try writer.close()
        let read = try TableReader.read(path)
        #expect(read.names == ["audio.bytes", "audio.path", "text", "blob", "count", "score", "good"])
        #expect(read.rowCount == 0)
    }

    @Test("A writer that is dropped leaves nothing")
    func dropped() throws {
        do {
            let writer = try ParquetWriter(path: scratch.path + "/x.parquet", schema: schema, metadata: [:])
            try writer.write(batch(0..<10))
            #expect(scratch.files == ["x.parquet.partial"])
        }
        #expect(scratch.files == [])
    }

    @Test("A batch that does not fit the schema is refused, and the file can go on")
    func misfit() throws {
        let writer = try ParquetWriter(path: scratch.path + "/x.parquet", schema: schema, metadata: [:])
        let text = Table(columns: [Column(name: "text", storage: .int64([1]))])
        #expect { try writer.write(text) } throws: { error in
            (error as? TableError)?.message.contains("no column 'audio.bytes'") == true
        }
        let columns = batch(0..<1).columns.map {
            $0.name == "text" ? Column(name: "text", storage: .int64([1])) : $0
        }
        #expect { try writer.write(Table(columns: columns)) } throws: { error in
            (error as? TableError)?.message == "column 'text' of the batch is int64, not utf8; convert it"
        }
        try writer.write(batch(0..<1))
        try writer.close()
        #expect(try TableReader.read(scratch.path + "/x.parquet").rowCount == 1)
    }

    @Test("A folder that is not there is named")
    func missingFolder() throws {
        #expect { try ParquetWriter(path: scratch.path + "/no/x.parquet", schema: schema, metadata: [:]) } throws: {
            ($0 as? TableError)?.code == .unwritable
        }
    }

    @Test("A full disk is an error and leaves nothing")
    func fullDisk() throws {
        #expect(symlink("/dev/full", scratch.path + "/x.parquet.partial") == 0)
        #expect {
            let writer = try ParquetWriter(path: scratch.path + "/x.parquet", schema: schema, metadata: [:])
            for first in 0..<20 { try writer.write(batch(first * 100..<first * 100 + 100, mediaBytes: 20_000)) }
            try writer.close()
        } throws: { error in
            (error as? TableError).map { $0.code == .unwritable && $0.message.contains("No space left") } == true
        }
        #expect(scratch.files == [])
    }

    @Test("Files that are not Parquet, cut short or damaged are errors")
    func damaged() throws {
        let path = scratch.path + "/x.parquet"
        let writer = try ParquetWriter(path: path, schema: schema, metadata: [:])
        try writer.write(batch(0..<100))
        try writer.close()
        var whole: [UInt8] = []
        try InputFile(path).forEachChunk { (bytes) throws(TableError) in whole += bytes }
        let cut = scratch.file("cut.parquet", Array(whole[..<(whole.count / 2)]))
        #expect(throws: TableError.self) { try TableReader.read(cut) }
        let text = scratch.file("text.parquet", "a,b\n1,2\n")
        #expect { try TableReader.read(text) } throws: { error in
            (error as? TableError).map { $0.code == .malformed && $0.message.contains("Parquet") } == true
        }
        // One byte changed anywhere: an error or some table, never a crash.
        for position in stride(from: 4, to: whole.count, by: 97) {
            var bytes = whole
            bytes[position] ^= 0x55
            _ = try? TableReader.read(scratch.file("flip.parquet", bytes))
        }
    }
}
