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

    /// Table by table, in the canonical order of their hashes.
    let texts: [Text]
    /// How many there were to take from, by table.
    let available: [Int]
    private let counts: WordCounts

    var vocabulary: Int { counts.vocabulary }

    func word(_ code: Int32) -> String { counts.word(code) }

    /// - Parameters:
    ///   - most: texts a table that are taken, by a hash of the text and which of its copies it is.
    ///   - mostBytes: of the normalised texts taken, a table; at least one text is.
    ///   - distinct: equal texts of a table count once.
    init(_ columns: [Column], most: Int, mostBytes: Int = 1 << 28, distinct: Bool = false, threads: Int) {
        var counts = WordCounts()
        var available: [Int] = []
        var places: [(table: Int, row: Int, hash: UInt64)] = []
        let breaker = WordBreaker()
        for (table, column) in columns.enumerated() {
            let text = TextNormaliser.normalised(column.asText(), threads: threads)
            text.bytes.withUnsafeBytes { bytes in
                var known: Set<UInt64> = []
                let cells = (0..<text.count).compactMap { row -> (hash: UInt64, row: Int)? in
                    guard !column.isNull(row) else { return nil }
                    let hash = ByteHash.hash(UnsafeRawBufferPointer(rebasing: bytes[text.range(row)]), seed: 0)
                    return distinct && !known.insert(hash).inserted ? nil : (hash, row)
                }
                available.append(cells.count)
                var left = mostBytes
                for cell in CanonicalOrder.of(cells.map(\.hash)).prefix(most).map({ cells[$0] }) {
                    guard left > 0 else { break }
                    left -= text.range(cell.row).count
                    let words = UnsafeRawBufferPointer(rebasing: bytes[text.range(cell.row)])
                    let isASCII = words.allSatisfy { $0 < 0x80 }
                    _ = counts.add(words, isASCII: isASCII, breaker: breaker)
                    places.append((table, cell.row, cell.hash))
                }
            }
        }
        let sequence = counts.sequence
        let ends = sequence.indices.filter { sequence[$0] < 0 }
        var start = 0
        texts = zip(places, ends).map { place, end in
            defer { start = end + 1 }
            return Text(table: place.table, row: place.row, hash: place.hash, words: sequence[start..<end])
        }
        self.counts = counts
        self.available = available
    }
}
