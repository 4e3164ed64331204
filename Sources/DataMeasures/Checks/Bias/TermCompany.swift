internal import Glibc

/// In how many texts terms and words occur, alone and together.
struct TermCompany {
    /// Of terms that occur in enough texts, the most common first.
    let terms: [(name: String, texts: Int)]
    let texts: Int
    private let bag: TextBag
    private let wordTexts: [Int]
    /// Texts with a term and a word, by term.
    private let joint: [[Int32: Int]]
    /// The terms of each text that has any.
    private let termsOfText: [(text: Int, terms: [Int])]
    private let wordsOfTerms: Set<Int32>

    init(_ bag: TextBag, terms names: [String], fewest: Int, mostTerms: Int) {
        self.bag = bag
        texts = bag.texts.count
        let phrases = Self.phrases(names, bag)
        var found: [(text: Int, terms: [Int])] = []
        var counts = [Int](repeating: 0, count: names.count)
        for (text, entry) in bag.texts.enumerated() {
            let here = phrases.filter { entry.words.holds($0.words) }.map(\.index)
            for term in here { counts[term] += 1 }
            if !here.isEmpty { found.append((text, here)) }
        }
        let common = names.indices.filter { counts[$0] >= fewest }
            .sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }.prefix(mostTerms)
        let places = Dictionary(uniqueKeysWithValues: common.enumerated().map { ($1, $0) })
        terms = common.map { (names[$0], counts[$0]) }
        termsOfText = found.compactMap { entry in
            let kept = entry.terms.compactMap { places[$0] }
            return kept.isEmpty ? nil : (entry.text, kept)
        }
        wordsOfTerms = Set(phrases.filter { places[$0.index] != nil }.flatMap(\.words))
        var wordTexts = [Int](repeating: 0, count: bag.vocabulary)
        var last = [Int](repeating: -1, count: bag.vocabulary)
        for (text, entry) in bag.texts.enumerated() {
            for word in entry.words where last[Int(word)] != text {
                last[Int(word)] = text
                wordTexts[Int(word)] += 1
            }
        }
        self.wordTexts = wordTexts
        var joint = [[Int32: Int]](repeating: [:], count: terms.count)
        for entry in termsOfText {
            for word in Set(bag.texts[entry.text].words) {
                for term in entry.terms { joint[term][word, default: 0] += 1 }
            }
        }
        self.joint = joint
    }

    /// The terms as codes of words; those with a word that no text has are left out.
    private static func phrases(_ names: [String], _ bag: TextBag) -> [(index: Int, words: [Int32])] {
        let split = names.map { $0.lowercased().split { $0 == " " || $0 == "-" }.map(String.init) }
        let wanted = Set(split.joined())
        var codes: [String: Int32] = [:]
        for code in 0..<Int32(bag.vocabulary) {
            let word = bag.word(code)
            if wanted.contains(word) { codes[word] = code }
        }
        return split.enumerated().compactMap { index, words in
            let known = words.compactMap { codes[$0] }
            return known.count == words.count && !words.isEmpty ? (index, known) : nil
        }
    }

    func word(_ code: Int32) -> String { bag.word(code) }

    /// Texts with both.
    func together(_ term: Int, _ word: Int32) -> Int { joint[term][word] ?? 0 }

    /// Normalised pointwise mutual information (Bouma 2009), -1 for what is never together to 1 for what never is alone.
    func npmi(_ term: Int, _ word: Int32) -> Double {
        Self.npmi(
            both: Double(together(term, word)), a: Double(terms[term].texts), b: Double(wordTexts[Int(word)]),
            texts: Double(texts))
    }

    static func npmi(both: Double, a: Double, b: Double, texts: Double) -> Double {
        guard both > 0 else { return -1 }
        let information = -log(both / texts)
        return information > 0 ? log(both * texts / (a * b)) / information : 0
    }

    /// The words in at least `fewest` texts with one of two terms, but for those that make up terms.
    func words(_ a: Int, _ b: Int, fewest: Int) -> [Int32] {
        Set(joint[a].keys).union(joint[b].keys).filter { word in
            max(together(a, word), together(b, word)) >= fewest && !wordsOfTerms.contains(word)
        }.sorted()
    }

    /// Texts by which of two terms and a word they have: bit 0 the first term, bit 1 the second, bit 2 the word.
    func cells(_ a: Int, _ b: Int, _ word: Int32) -> [Int] {
        var cells = [Int](repeating: 0, count: 8)
        for entry in termsOfText {
            let which = (entry.terms.contains(a) ? 1 : 0) | (entry.terms.contains(b) ? 2 : 0)
            guard which > 0 else { continue }
            cells[which | (bag.texts[entry.text].words.contains(word) ? 4 : 0)] += 1
        }
        cells[4] = wordTexts[Int(word)] - cells[5] - cells[6] - cells[7]
        cells[0] = texts - cells.dropFirst().reduce(0, +)
        return cells
    }
}

extension ArraySlice<Int32> {
    /// Whether `words` stand in it in a row.
    fileprivate func holds(_ words: [Int32]) -> Bool {
        guard let first = words.first else { return false }
        var place = startIndex
        while let found = self[place...].firstIndex(of: first) {
            if self[found...].starts(with: words) { return true }
            place = found + 1
        }
        return false
    }
}

/// Poisson's bootstrap: each count is drawn anew around itself (Hanley and MacGibbon 2006).
enum PoissonBootstrap {
    private static let rounds = 200

    /// The middle 95 % of a figure of counts.
    static func interval(_ counts: [Int], seed: UInt64, _ figure: ([Double]) -> Double) -> (low: Double, high: Double) {
        var generator = SeededNumbers(seed: seed)
        let drawn = (0..<rounds).map { _ in figure(counts.map { draw(Double($0), &generator) }) }.sorted()
        return (drawn[rounds / 40], drawn[rounds - 1 - rounds / 40])
    }

    private static func draw(_ mean: Double, _ generator: inout SeededNumbers) -> Double {
        // Beyond this, the normal distribution is as good.
        if mean > 50 {
            let radius = (-2 * log(1 - generator.unit())).squareRoot()
            return max(0, (mean + mean.squareRoot() * radius * cos(2 * .pi * generator.unit())).rounded())
        }
        let limit = exp(-mean)
        var product = generator.unit()
        var count = 0.0
        while product > limit {
            product *= generator.unit()
            count += 1
        }
        return count
    }
}
