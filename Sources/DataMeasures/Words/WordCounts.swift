/// Counts of words and of sequences of two and three words.
struct WordCounts: Sendable {
    private var table = WordTable()
    /// The codes of the words of all texts, -1 after each text; those of texts that were merged apart.
    private var sequences: [[Int32]] = [[]]
    private(set) var total = 0

    var vocabulary: Int { table.count }
    /// Words met once.
    var hapaxes: Int { table.counts.count { $0 == 1 } }

    /// The codes of the words of the texts that were added here, -1 after each text.
    var sequence: [Int32] { sequences[0] }

    func word(_ code: Int32) -> String { table.word(code) }

    /// Counts the words of one text, without regard to the case of ASCII letters; sequences do not reach across texts.
    ///
    /// - Returns: how many words there are.
    mutating func add(_ text: UnsafeRawBufferPointer, isASCII: Bool, breaker: borrowing WordBreaker) -> Int {
        let before = sequences[0].count
        breaker.forEachWord(in: text, isASCII: isASCII) { range in
            sequences[0].append(table.add(range, of: text))
        }
        let count = sequences[0].count - before
        sequences[0].append(-1)
        total += count
        return count
    }

    /// Adds the counts of other texts.
    mutating func merge(_ other: consuming WordCounts) {
        total += other.total
        let codes = table.merge(other.table)
        var renumbered = other.sequences
        other.sequences = []
        for part in renumbered.indices {
            for index in renumbered[part].indices where renumbered[part][index] >= 0 {
                renumbered[part][index] = codes[Int(renumbered[part][index])]
            }
        }
        sequences += renumbered
    }

    /// The most common sequences of one to three words, equally common ones in alphabetical order.
    func top(_ length: Int, limit: Int) -> [(text: String, count: Int)] {
        guard length == 1 else {
            return CommonSequences(sequences, table, length: length).top(limit).map { words, count in
                (words.map(word).joined(separator: " "), count)
            }
        }
        var list = TopList(limit: limit)
        for (code, count) in table.counts.enumerated() { list.offer(Int32(code), count: Int(count), word) }
        return list.entries.map { ($0.text, $0.count) }
    }
}
