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
        wordsOfTerms = Self.forms(Set(terms.flatMap { Self.words($0.name) }), bag)
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
        let split = names.map(words)
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

    private static func words(_ term: String) -> [String] {
        term.lowercased().split { $0 == " " || $0 == "-" }.map(String.init)
    }

    /// The codes of words, of their possessives and contractions (`she's`), and of all pronouns if one of them is one.
    private static func forms(_ words: Set<String>, _ bag: TextBag) -> Set<Int32> {
        let all = words.isDisjoint(with: IdentityTerms.pronouns) ? words : words.union(IdentityTerms.pronouns)
        return Set(
            (0..<Int32(bag.vocabulary)).filter { code in
                let word = bag.word(code)
                let stem = word.prefix { $0 != "'" && $0 != "’" }
                return all.contains(String(stem))
            })
    }

    func word(_ code: Int32) -> String { bag.word(code) }

    /// Texts with a word.
    func texts(_ word: Int32) -> Int { wordTexts[Int(word)] }

    /// Texts with a term and a word.
    func together(_ term: Int, word: Int32) -> Int { joint[term][word] ?? 0 }

    /// Texts with two terms, and those of them with each word.
    func together(_ a: Int, _ b: Int) -> (texts: Int, words: [Int32: Int]) {
        var (texts, words) = (0, [Int32: Int]())
        for entry in termsOfText where entry.terms.contains(a) && entry.terms.contains(b) {
            texts += 1
            for word in Set(bag.texts[entry.text].words) { words[word, default: 0] += 1 }
        }
        return (texts, words)
    }

    /// The words that stand with one of two terms and would be in at least `fewest` texts with either if they stood with
    /// them by chance, but for those that make up terms or are other forms of them.
    func words(_ a: Int, _ b: Int, fewest: Int) -> [Int32] {
        let share = Double(min(terms[a].texts, terms[b].texts)) / Double(texts)
        return Set(joint[a].keys).union(joint[b].keys).filter { word in
            Double(wordTexts[Int(word)]) * share >= Double(fewest) && !wordsOfTerms.contains(word)
        }.sorted()
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
