/// The words of texts of several tables; each text is read once, for all samples that have it.
final class ReadTexts {
    /// The words of one text.
    private struct Entry {
        /// In the sequence of all words.
        let words: Range<Int>
        /// Bytes of the normalised text.
        let bytes: Int
    }

    private let table: (Int) -> OrderedTexts
    private var tables: [Int: OrderedTexts] = [:]
    /// By table, of its first texts in their order.
    private var read: [Int: [Entry]] = [:]
    private var counts = WordCounts()
    private let breaker = WordBreaker()
    private var normalised: [UInt8] = []

    /// - Parameter table: the texts of a table by its number, called once for each that is asked for.
    init(_ table: @escaping (Int) -> OrderedTexts) { self.table = table }

    /// A sample of texts.
    ///
    /// - Parameters:
    ///   - numbers: of the tables.
    ///   - most: texts a table that are taken, by a hash of the text and which of its copies it is.
    ///   - mostBytes: of the normalised texts taken, a table; at least one text is.
    ///   - distinct: equal texts of a table count once.
    func sample(_ numbers: [Int], most: Int, mostBytes: Int = 1 << 28, distinct: Bool = false) -> TextBag {
        var taken: [(table: Int, row: Int32, hash: UInt64, words: Range<Int>)] = []
        let texts = numbers.map(texts)
        for (table, number) in numbers.enumerated() {
            var left = mostBytes
            for place in texts[table].places(most, distinct: distinct) {
                guard left > 0 else { break }
                let entry = entry(number, place)
                left -= entry.bytes
                let row = texts[table].order[place]
                taken.append((table, row, texts[table].hashes[Int(row)], entry.words))
            }
        }
        return TextBag(
            taken, of: counts.sequence, counts, available: texts.map { $0.count(distinct: distinct) })
    }

    private func texts(_ number: Int) -> OrderedTexts {
        if let known = tables[number] { return known }
        let made = table(number)
        tables[number] = made
        return made
    }

    private func entry(_ number: Int, _ place: Int) -> Entry {
        if let known = read[number], place < known.count { return known[place] }
        let texts = texts(number)
        texts.text.withCells { cells in
            for next in (read[number]?.count ?? 0)...place {
                normalised.removeAll(keepingCapacity: true)
                TextNormaliser.append(cells[Int(texts.order[next])], to: &normalised)
                let start = counts.sequence.count
                let words = normalised.withUnsafeBytes { bytes in
                    counts.add(bytes, isASCII: bytes.allSatisfy { $0 < 0x80 }, breaker: breaker)
                }
                read[number, default: []].append(Entry(words: start..<start + words, bytes: normalised.count))
            }
        }
        return read[number]![place]
    }
}
