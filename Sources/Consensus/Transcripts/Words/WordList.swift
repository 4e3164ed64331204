/// The normalised words of one text, each with the place of its written form.
struct WordList {
    /// UTF-8 of the words' keys, one after the other.
    private(set) var keys: [UInt8] = []
    private(set) var keyEnds: [Int] = []
    /// The bytes of the text that a word is written with, punctuation around it included; empty for all but the first
    /// of the words that one numeral is read as.
    private(set) var written: [Range<Int>] = []

    var count: Int { keyEnds.count }

    func key(_ word: Int) -> Range<Int> { (word == 0 ? 0 : keyEnds[word - 1])..<keyEnds[word] }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        keyEnds.removeAll(keepingCapacity: true)
        written.removeAll(keepingCapacity: true)
    }

    mutating func append(_ byte: UInt8) { keys.append(byte) }

    /// Closes the word whose bytes were appended since the last one; without any there is no word.
    mutating func endWord(at place: Range<Int>) {
        guard keys.count > keyEnds.last ?? 0 else { return }
        keyEnds.append(keys.count)
        written.append(place)
    }

    /// Lets each word's written form reach to the next word, so that marks standing alone belong to a word.
    mutating func closeGaps(in text: UnsafeBufferPointer<UInt8>) {
        var next = text.count
        for word in written.indices.reversed() where !written[word].isEmpty {
            let start = written[word].lowerBound
            var end = next
            while end > written[word].upperBound, isASCIIWhiteSpace(text[end - 1]) { end -= 1 }
            written[word] = start..<end
            next = start
        }
        guard let first = written.first else { return }
        var start = 0
        while start < first.lowerBound, isASCIIWhiteSpace(text[start]) { start += 1 }
        written[0] = start..<first.upperBound
    }
}

@inline(__always)
func isASCIIWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
