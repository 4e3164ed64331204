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
    /// The words by their codes, as they are numbered among all that were read.
    private let codes: [Int32]
    private let counts: WordCounts

    var vocabulary: Int { codes.count }

    func word(_ code: Int32) -> String { counts.word(codes[Int(code)]) }

    /// - Parameters:
    ///   - taken: texts, with where their words stand in `sequence`.
    ///   - counts: of all words that were read.
    init(
        _ taken: [(table: Int, row: Int32, hash: UInt64, words: Range<Int>)], of sequence: [Int32],
        _ counts: WordCounts, available: [Int]
    ) {
        var renumbered = [Int32](repeating: -1, count: counts.vocabulary)
        var codes: [Int32] = []
        var own: [Int32] = []
        own.reserveCapacity(taken.reduce(0) { $0 + $1.words.count })
        for text in taken {
            for word in sequence[text.words] {
                if renumbered[Int(word)] < 0 {
                    renumbered[Int(word)] = Int32(codes.count)
                    codes.append(word)
                }
                own.append(renumbered[Int(word)])
            }
        }
        var start = 0
        texts = taken.map { text in
            defer { start += text.words.count }
            return Text(
                table: text.table, row: Int(text.row), hash: text.hash, words: own[start..<start + text.words.count])
        }
        self.codes = codes
        self.counts = counts
        self.available = available
    }
}
