/// Words and phrases of several lists, to be found in one pass over a text's words.
struct PhraseMatcher: Sendable {
    typealias Phrase = (category: Int, words: [UInt64])

    /// Phrases by the hash of their first word.
    private var phrases: [UInt64: [Phrase]] = [:]
    /// By the low bits of a word's hash: whether a phrase may start with it. Hardly any word gets past this.
    private var mayStart = [Bool](repeating: false, count: 1 << 12)
    let categories: Int

    init(_ lists: [[String]]) {
        categories = lists.count
        let breaker = WordBreaker()
        for (category, list) in lists.enumerated() {
            for phrase in list {
                var normalised: [UInt8] = []
                var words: [UInt64] = []
                Array(phrase.utf8).withUnsafeBytes { TextNormaliser.append($0, to: &normalised) }
                normalised.withUnsafeBytes { Self.append($0, breaker, to: &words) }
                guard let first = words.first else { continue }
                phrases[first, default: []].append((category, words))
                mayStart[Int(truncatingIfNeeded: first) & (mayStart.count - 1)] = true
            }
        }
    }

    /// Phrases that start with a word.
    @inline(__always)
    func starting(with word: UInt64) -> [Phrase]? {
        guard mayStart[Int(truncatingIfNeeded: word) & (mayStart.count - 1)] else { return nil }
        return phrases[word]
    }

    /// Appends the hashes of the words of a normalised text.
    static func append(
        _ text: UnsafeRawBufferPointer, _ breaker: borrowing WordBreaker, to words: inout [UInt64]
    ) {
        breaker.forEachWord(in: text, isASCII: text.allSatisfy { $0 < 0x80 }) { range in
            words.append(ByteHash.hash(UnsafeRawBufferPointer(rebasing: text[range]), seed: 0))
        }
    }
}

/// Counts the phrases of one text after another.
struct PhraseSearch: ~Copyable {
    private let matcher: PhraseMatcher
    private let breaker = WordBreaker()
    private var normalised: [UInt8] = []
    private var words: [UInt64] = []
    /// Of the text read last, how many phrases of each list stand in it.
    private(set) var counts: [Int]

    init(_ matcher: PhraseMatcher) {
        self.matcher = matcher
        counts = Array(repeating: 0, count: matcher.categories)
    }

    /// How many phrases there are in a text.
    mutating func count(in text: UnsafeRawBufferPointer) -> Int {
        normalised.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        TextNormaliser.append(text, to: &normalised)
        normalised.withUnsafeBytes { PhraseMatcher.append($0, breaker, to: &words) }
        for category in counts.indices { counts[category] = 0 }
        var total = 0
        for (place, word) in words.enumerated() {
            guard let candidates = matcher.starting(with: word) else { continue }
            for phrase in candidates where words[place...].starts(with: phrase.words) {
                counts[phrase.category] += 1
                total += 1
            }
        }
        return total
    }
}
