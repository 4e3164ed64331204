internal import TableIO

/// The words of texts of several tables, as codes, in an order that the rows' places in their files do not change.
struct TextBag: Sendable {
    struct Text: Sendable {
        let table: Int
        let row: Int
        /// Of the normalised text.
        let hash: UInt64
        let words: ArraySlice<Int32>
    }

    /// Table by table, in the order of their hashes.
    let texts: [Text]
    private let counts: WordCounts

    var vocabulary: Int { counts.vocabulary }

    func word(_ code: Int32) -> String { counts.word(code) }

    /// - Parameter most: texts a table that are taken, by a hash of the text.
    init(_ columns: [Column], most: Int, threads: Int) {
        var counts = WordCounts()
        var places: [(table: Int, row: Int, hash: UInt64)] = []
        let breaker = WordBreaker()
        for (table, column) in columns.enumerated() {
            let text = TextNormaliser.normalised(column.asText(), threads: threads)
            text.bytes.withUnsafeBytes { bytes in
                let cells = (0..<text.count).lazy.filter { !column.isNull($0) }.map { row in
                    (hash: ByteHash.hash(UnsafeRawBufferPointer(rebasing: bytes[text.range(row)]), seed: 0), row: row)
                }
                for cell in cells.sorted(by: { $0.hash < $1.hash }).prefix(most) {
                    let words = UnsafeRawBufferPointer(rebasing: bytes[text.range(cell.row)])
                    let isASCII = words.allSatisfy { $0 < 0x80 }
                    _ = counts.add(words, isASCII: isASCII, breaker: breaker)
                    places.append((table, cell.row, cell.hash))
                }
            }
        }
        let ends = counts.sequence.indices.filter { counts.sequence[$0] < 0 }
        var start = 0
        texts = zip(places, ends).map { place, end in
            defer { start = end + 1 }
            return Text(table: place.table, row: place.row, hash: place.hash, words: counts.sequence[start..<end])
        }
        self.counts = counts
    }
}
