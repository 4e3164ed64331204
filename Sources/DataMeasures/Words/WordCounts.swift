/// Counts of words and of sequences of two and three words.
struct WordCounts: Sendable {
    private var bytes: [UInt8] = []
    private var offsets = [0]
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 1024)
    private(set) var words: [Int32] = []
    private(set) var bigrams = PairCounts()
    /// Of a bigram's code and the word after it.
    private(set) var trigrams = PairCounts()
    private(set) var total = 0

    var vocabulary: Int { words.count }
    var hapaxes: Int { words.count { $0 == 1 } }

    func word(_ code: Int32) -> String {
        String(decoding: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]], as: UTF8.self)
    }

    /// Counts the words of one text; sequences do not reach across texts.
    mutating func add(_ text: UnsafeRawBufferPointer, isASCII: Bool, breaker: borrowing WordBreaker) -> Int {
        var count = 0
        var last: Int32 = -1
        var lastPair: Int32 = -1
        breaker.forEachWord(in: text, isASCII: isASCII) { range in
            let word = code(of: UnsafeRawBufferPointer(rebasing: text[range]))
            words[Int(word)] += 1
            count += 1
            if lastPair >= 0 { trigrams.add(lastPair, word) }
            if last >= 0 { lastPair = bigrams.add(last, word) }
            last = word
        }
        total += count
        return count
    }

    /// Adds the counts of other texts.
    mutating func merge(_ other: WordCounts) {
        total += other.total
        let codes = other.bytes.withUnsafeBytes { bytes in
            other.words.indices.map { index in
                let word = code(
                    of: UnsafeRawBufferPointer(rebasing: bytes[other.offsets[index]..<other.offsets[index + 1]]))
                words[Int(word)] += other.words[index]
                return word
            }
        }
        let pairs = zip(other.bigrams.pairs, other.bigrams.counts).map { pair, count in
            let (first, second) = PairCounts.codes(pair)
            return bigrams.add(codes[Int(first)], codes[Int(second)], count: count)
        }
        for (pair, count) in zip(other.trigrams.pairs, other.trigrams.counts) {
            let (first, second) = PairCounts.codes(pair)
            trigrams.add(pairs[Int(first)], codes[Int(second)], count: count)
        }
    }

    /// The most common sequences of one to three words, equally common ones in alphabetical order.
    func top(_ length: Int, limit: Int) -> [(text: String, count: Int)] {
        switch length {
        case 1: most(words, limit: limit, word)
        case 2: most(bigrams.counts, limit: limit, bigram)
        default:
            most(trigrams.counts, limit: limit) { code in
                let (pair, last) = PairCounts.codes(trigrams.pairs[Int(code)])
                return bigram(pair) + " " + word(last)
            }
        }
    }

    private func bigram(_ code: Int32) -> String {
        let (first, second) = PairCounts.codes(bigrams.pairs[Int(code)])
        return word(first) + " " + word(second)
    }

    private func most(_ counts: [Int32], limit: Int, _ text: (Int32) -> String) -> [(text: String, count: Int)] {
        var list = TopList(limit: limit)
        for (code, count) in counts.enumerated() { list.offer(Int32(code), count: Int(count), text) }
        return list.entries.map { ($0.text, $0.count) }
    }

    private mutating func code(of word: UnsafeRawBufferPointer) -> Int32 {
        let hash = ByteHash.hash(word, seed: 0)
        var mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let code = slots[slot]
            if code < 0 { break }
            if hashes[Int(code)] == hash, equals(code, word) { return code }
            slot = (slot + 1) & mask
        }
        let code = Int32(words.count)
        slots[slot] = code
        hashes.append(hash)
        words.append(0)
        bytes.append(contentsOf: word)
        offsets.append(bytes.count)
        guard words.count * 2 > slots.count else { return code }
        mask = slots.count * 2 - 1
        slots = [Int32](repeating: -1, count: mask + 1)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(code)
        }
        return code
    }

    private func equals(_ code: Int32, _ word: UnsafeRawBufferPointer) -> Bool {
        let start = offsets[Int(code)]
        guard offsets[Int(code) + 1] - start == word.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            for index in 0..<word.count where bytes[start + index] != word[index] { return false }
            return true
        }
    }
}
