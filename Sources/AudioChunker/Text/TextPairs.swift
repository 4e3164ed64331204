/// The pairs of texts in a table: columns `a` and `b`, and the text both respond to where there is a column of it.
struct TextPairs {
    struct Pair {
        let row: Int
        let a: OffsetText
        let b: OffsetText
        /// What both respond to.
        let text: OffsetText?

        /// Where the row's cells stand in the file.
        var bytes: Range<Int> {
            let cells = [a, b] + (text.map { [$0] } ?? [])
            let start = cells.map { $0.original(0) }.min() ?? 0
            return start..<max(cells.map { $0.original($0.bytes.count) }.max() ?? 0, start + 1)
        }
    }

    let pairs: [Pair]

    /// - Parameters:
    ///   - column: of the text both respond to; nil: `text`, where the table has it.
    ///   - cells: reads a column of the table: row numbers with texts.
    /// - Throws: where a row has one text of a pair and not the other, or one that is blank.
    init(
        name: String, column: String?,
        cells: (String) throws(ChunkingError) -> [(row: Int, text: OffsetText)]
    ) throws(ChunkingError) {
        let first = Self.byRow(try cells("a"))
        let second = Self.byRow(try cells("b"))
        let texts =
            if let column {
                Self.byRow(try cells(column))
            } else {
                // Many tables of pairs have no third column.
                Self.byRow((try? cells(TextJob.standardColumn)) ?? [])
            }
        var pairs: [Pair] = []
        for row in Set(first.keys).union(second.keys).union(texts.keys).sorted() {
            guard let a = first[row], Self.isPresent(a) else { throw Self.missing("a", row, name) }
            guard let b = second[row], Self.isPresent(b) else { throw Self.missing("b", row, name) }
            pairs.append(Pair(row: row, a: a, b: b, text: texts[row]))
        }
        self.pairs = pairs
    }

    private static func byRow(_ cells: [(row: Int, text: OffsetText)]) -> [Int: OffsetText] {
        Dictionary(cells.map { ($0.row, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    private static func isPresent(_ text: OffsetText) -> Bool { !text.bytes.allSatisfy(Paragraphs.isSpace) }

    private static func missing(_ column: String, _ row: Int, _ name: String) -> ChunkingError {
        ChunkingError(
            .notText, path: name, "row \(row) has nothing under \(column)",
            remedy: "give both texts of a pair, under a and b")
    }
}
