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
    /// - Parameter labels: of each row, below `classes`.
    static func of(_ column: Column, labels: [Int], classes: Int) -> [Word] {
        let texts = ReadTexts { _ in OrderedTexts(column, threads: 1) }
        return of(texts.sample([0], most: column.count, mostBytes: .max), labels: labels, classes: classes)
    }

    /// - Parameter bag: texts whose rows are those that have labels.
    static func of(_ bag: TextBag, labels: [Int], classes: Int) -> [Word] {
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
        let best = ranked.prefix(listed).map(\.word)
        var presence = [[Double]](repeating: Array(repeating: 0, count: labels.count), count: best.count)
        for text in bag.texts {
            for (index, word) in best.enumerated() where text.words.contains(word) { presence[index][text.row] = 1 }
        }
        return zip(best, presence).map { Word(text: Excerpt.of(bag.word($0)), presence: $1) }
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
