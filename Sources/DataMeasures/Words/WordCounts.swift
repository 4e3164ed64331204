/// Counts of words and of sequences of two and three words.
struct WordCounts: Sendable {
    private var bytes: [UInt8] = []
    private var offsets = [0]
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 1024)
    private(set) var words: [Int32] = []
    /// The codes of the words of all texts, -1 after each text.
    private(set) var sequence: [Int32] = []
    private(set) var total = 0

    var vocabulary: Int { words.count }
    var hapaxes: Int { words.count { $0 == 1 } }

    func word(_ code: Int32) -> String {
        String(decoding: bytes[offsets[Int(code)]..<offsets[Int(code) + 1]], as: UTF8.self)
    }

    /// Counts the words of one text; sequences do not reach across texts.
    mutating func add(_ text: UnsafeRawBufferPointer, isASCII: Bool, breaker: borrowing WordBreaker) -> Int {
        var count = 0
        breaker.forEachWord(in: text, isASCII: isASCII) { range in
            let word = code(of: UnsafeRawBufferPointer(rebasing: text[range]))
            words[Int(word)] += 1
            sequence.append(word)
            count += 1
        }
        sequence.append(-1)
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
        sequence.reserveCapacity(sequence.count + other.sequence.count)
        for word in other.sequence { sequence.append(word < 0 ? -1 : codes[Int(word)]) }
    }

    /// The most common sequences of one to three words, equally common ones in alphabetical order.
    func top(_ length: Int, limit: Int) -> [(text: String, count: Int)] {
        var list = TopList(limit: limit)
        if length == 1 {
            for (code, count) in words.enumerated() { list.offer(Int32(code), count: Int(count), word) }
        } else {
            let common = CommonSequences(sequence, length: length).top(limit)
            for (index, entry) in common.enumerated() {
                list.offer(Int32(index), count: entry.count) { common[Int($0)].words.map(word).joined(separator: " ") }
            }
        }
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
