import Testing

@testable import TableIO

/// JSONL that several threads read in blocks is what one of them reads from start to end.
@Suite("JSONL in blocks")
struct JSONLinesBlocksTests {
    private let scratch = Scratch()
    private static let block = JSONLinesBlocks.blockLength

    /// Lines that fill some blocks, the last of which one of `length` bytes reaches over.
    private func lines(_ length: Int) -> [String] {
        let filler = String(repeating: "é ", count: Self.block / 30)
        var lines = (0..<12).map { #"{"n": \#($0), "text": "\#(filler)\#($0)"}"# }
        lines.insert(#"{"n": 100, "late": true, "text": "\#(String(repeating: "x", count: length))"}"#, at: 5)
        return lines + ["", "  ", #"{"n": null, "other": "a"}"#]
    }

    private func readBothWays(_ name: String, _ text: String) throws -> (blocks: Table, whole: Table) {
        let path = scratch.file(name, text)
        let blocks = try #require(try JSONLinesBlocks.read(path, threads: 2))
        return (blocks, try TableReader.read(path))
    }

    private func expectEqual(_ a: Table, _ b: Table) {
        #expect(a.rowCount == b.rowCount && a.columns.map(\.name) == b.columns.map(\.name))
        for (left, right) in zip(a.columns, b.columns) {
            #expect(left.validity == right.validity, "\(left.name)")
            switch (left.storage, right.storage) {
            case (.utf8(let x), .utf8(let y)): #expect(x.bytes == y.bytes && x.offsets == y.offsets)
            case (.int64(let x), .int64(let y)): #expect(x == y)
            case (.float64(let x), .float64(let y)): #expect(x == y)
            case (.bool(let x), .bool(let y)): #expect(x == y)
            default: Issue.record("'\(left.name)' is of two types")
            }
        }
    }

    @Test("Lines across blocks, and longer than one, are read once", arguments: [1, block / 2, 2 * block + 7])
    func lines(length: Int) throws {
        let text = lines(length).joined(separator: "\n")
        for (name, text) in [("open.jsonl", text), ("ended.jsonl", text + "\n")] {
            let (blocks, whole) = try readBothWays(name, text)
            #expect(whole.rowCount == 14)
            expectEqual(blocks, whole)
        }
    }

    @Test("A line that ends where a block does")
    func border() throws {
        // Two lines, with their line feeds, are a block.
        let half = #"{"v": ""}"#
        let line = #"{"v": "\#(String(repeating: "y", count: Self.block / 2 - half.utf8.count - 1))"}"#
        let (blocks, whole) = try readBothWays("x.jsonl", Array(repeating: line, count: 5).joined(separator: "\n"))
        #expect(whole.rowCount == 5)
        expectEqual(blocks, whole)
    }

    @Test("What is not plain is read from start to end")
    func odd() throws {
        let lines = lines(10)
        for line in [#"{"n": "text"}"#, "{}", #"{"n": 1.5}"#] {
            let path = scratch.file("x.jsonl", (lines + [line]).joined(separator: "\n"))
            let isRead = try JSONLinesBlocks.read(path, threads: 2) != nil
            #expect(isRead || line != #"{"n": 1.5}"#)
            expectEqual(try TableReader.read(path, threads: 2), try TableReader.read(path))
        }
        // Whole numbers are spelled with a point once they stand beside fractions, in a block of their own too.
        let mixed = [#"{"n": 1}"#, #"{"n": 2.5}"#, #"{"n": "z"}"#]
        let texts = lines.map { $0.replacing(#"{"n": "#, with: #"{"n": "u", "m": "#) }
        let path = scratch.file("x.jsonl", (texts + mixed).joined(separator: "\n"))
        expectEqual(try TableReader.read(path, threads: 2), try TableReader.read(path))
        let wrong = scratch.file("x.jsonl", (lines + [#"{"n": "#]).joined(separator: "\n"))
        let error = #expect(throws: TableError.self) { try TableReader.read(wrong, threads: 2) }
        #expect(error?.message.hasPrefix("line 17 (row 15), byte ") == true)
    }
}
