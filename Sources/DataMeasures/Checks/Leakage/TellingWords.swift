internal import Glibc
internal import TableIO

/// The words whose being in a text says most about its label.
enum TellingWords {
    struct Word: Sendable {
        let text: String
        /// By row: 1 where the text has the word.
        let presence: [Double]
    }

    private static let listed = 3
    /// A word of fewer texts determines no label of as many rows as count for that.
    private static let fewestTexts = 20
    private static let mostWords = 20_000

    /// By the mutual information of word and label.
    ///
    /// - Parameters:
    ///   - bag: a sample of the texts, from which the words are; nil to take one.
    ///   - labels: of each row, below `classes`.
    static func of(_ column: Column, _ bag: TextBag?, labels: [Int], classes: Int) -> [Word] {
        let bag = bag ?? ReadTexts { _ in OrderedTexts(column, threads: 1) }.sample([0], most: column.count)
        let best = best(bag, labels: labels, classes: classes)
        guard !best.isEmpty else { return [] }
        var presence = [[Double]](repeating: Array(repeating: 0, count: labels.count), count: best.count)
        for text in bag.texts {
            for (index, word) in best.enumerated() where text.words.contains(word) { presence[index][text.row] = 1 }
        }
        let words = best.map(bag.word)
        if bag.texts.count < bag.available[0] {
            let read = Set(bag.texts.map(\.row))
            look(for: words, in: column, rows: (0..<column.count).filter { !read.contains($0) }, &presence)
        }
        return zip(words, presence).map { Word(text: Excerpt.of($0), presence: $1) }
    }

    private static func best(_ bag: TextBag, labels: [Int], classes: Int) -> [Int32] {
        let fewest = min(fewestTexts, max(5, labels.count / 10))
        let found = candidates(bag, fewest: fewest)
        guard !found.isEmpty else { return [] }
        var places = [Int32](repeating: -1, count: bag.vocabulary)
        for (place, word) in found.enumerated() { places[Int(word)] = Int32(place) }
        var joint = [Int](repeating: 0, count: found.count * classes)
        forEachWord(bag) { text, word in
            if places[word] >= 0 { joint[Int(places[word]) * classes + labels[text.row]] += 1 }
        }
        var totals = [Int](repeating: 0, count: classes)
        for text in bag.texts { totals[labels[text.row]] += 1 }
        let ranked = found.indices.map { place in
            (word: found[place], information: information(joint[place * classes..<(place + 1) * classes], totals))
        }.sorted { a, b in
            if a.information != b.information { return a.information > b.information }
            return bag.word(a.word) < bag.word(b.word)
        }
        return ranked.prefix(listed).map(\.word)
    }

    /// Marks the rows whose texts have the words.
    private static func look(for words: [String], in column: Column, rows: [Int], _ presence: inout [[Double]]) {
        let wanted = words.map { Array($0.utf8) }
        let breaker = WordBreaker()
        var normalised: [UInt8] = []
        column.asText().withCells { cells in
            for row in rows where !column.isNull(row) {
                normalised.removeAll(keepingCapacity: true)
                TextNormaliser.append(cells[row], to: &normalised)
                normalised.withUnsafeBytes { text in
                    breaker.forEachWord(in: text, isASCII: text.allSatisfy { $0 < 0x80 }) { range in
                        for (index, word) in wanted.enumerated()
                        where range.count == word.count && text[range].elementsEqual(word) { presence[index][row] = 1 }
                    }
                }
            }
        }
    }

    /// Words of enough texts, the most common of them.
    private static func candidates(_ bag: TextBag, fewest: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: bag.vocabulary)
        forEachWord(bag) { _, word in counts[word] += 1 }
        let common = (0..<Int32(counts.count)).filter { counts[Int($0)] >= fewest }
        guard common.count > mostWords else { return common }
        let floor = common.map { counts[Int($0)] }.sorted(by: >)[mostWords - 1]
        return common.filter { counts[Int($0)] >= floor }
    }

    /// Each different word of each text.
    private static func forEachWord(_ bag: TextBag, _ body: (TextBag.Text, Int) -> Void) {
        var last = [Int32](repeating: -1, count: bag.vocabulary)
        for (number, text) in bag.texts.enumerated() {
            for word in text.words where last[Int(word)] != Int32(number) {
                last[Int(word)] = Int32(number)
                body(text, Int(word))
            }
        }
    }

    /// Mutual information, up to a common factor, of having the word and the class.
    private static func information(_ with: ArraySlice<Int>, _ totals: [Int]) -> Double {
        let (all, having) = (Double(totals.reduce(0, +)), Double(with.reduce(0, +)))
        func term(_ both: Int, _ word: Double, _ label: Int) -> Double {
            both == 0 ? 0 : Double(both) * log(Double(both) * all / (word * Double(label)))
        }
        return zip(with, totals).reduce(0) { sum, counts in
            sum + term(counts.0, having, counts.1) + term(counts.1 - counts.0, all - having, counts.1)
        }
    }
}
