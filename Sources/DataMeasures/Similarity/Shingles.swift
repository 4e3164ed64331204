/// The parts by which texts are compared: all runs of five words, or for short texts of nine characters, as hashes.
///
/// A text of fewer than `shortWords` words has characters, one of at least `longWords` has words. Those between have
/// both, so that every two texts whose lengths allow a similarity of 0.8 share a kind.
struct Shingles {
    enum Kind: UInt8, Sendable { case words, characters }

    static let wordsEach = 5
    static let charactersEach = 9
    static let shortWords = 25
    static let longWords = 20

    /// The shingles read last, in the order of the text and as often as they occur.
    private(set) var hashes: [UInt64] = []
    private var hasher = WordHasher()
    private var normalised: [UInt8] = []

    /// Reads the words of a text, from which the kinds and the shingles of words follow.
    mutating func readWords(_ text: UnsafeRawBufferPointer) { hasher.read(text) }

    var wordCount: Int { hasher.words.count }
    var hasWords: Bool { wordCount >= Self.longWords }
    var hasCharacters: Bool { wordCount < Self.shortWords }

    /// A hash that texts with the same shingles in the same order share; nil for a text with nothing in it.
    ///
    /// Texts with shingles of words are told apart by their words alone, others by their normalised characters.
    mutating func content(_ text: UnsafeRawBufferPointer) -> UInt64? {
        if !hasCharacters {
            return hasher.words.reduce(UInt64(wordCount)) { ByteHash.hash(word: $1, seed: $0) } | 1
        }
        normalise(text)
        guard !normalised.isEmpty else { return nil }
        return normalised.withUnsafeBytes { ByteHash.hash($0, seed: 0x5348_4f52_54) } & ~1
    }

    private mutating func normalise(_ text: UnsafeRawBufferPointer) {
        normalised.removeAll(keepingCapacity: true)
        TextNormaliser.append(text, to: &normalised)
    }

    /// Fills `hashes` by the words read last.
    mutating func makeWords() {
        hashes.removeAll(keepingCapacity: true)
        let each = Self.wordsEach
        let words = hasher.words
        guard words.count >= each else { return }
        hashes.reserveCapacity(words.count)
        let base: UInt64 = 0x9e37_79b9_7f4a_7c15
        let leaving = base &* base &* base &* base
        var sum = words[..<each].reduce(0) { $0 &* base &+ $1 }
        hashes.append(Self.mixed(sum))
        for last in each..<words.count {
            sum = (sum &- words[last - each] &* leaving) &* base &+ words[last]
            hashes.append(Self.mixed(sum))
        }
    }

    /// Fills `hashes` by the characters of the text whose content was asked for last.
    mutating func makeCharacters() {
        hashes.removeAll(keepingCapacity: true)
        var starts: [Int] = []
        for (position, byte) in normalised.enumerated() where byte & 0xC0 != 0x80 { starts.append(position) }
        starts.append(normalised.count)
        let each = min(Self.charactersEach, starts.count - 1)
        normalised.withUnsafeBytes { bytes in
            for first in 0..<starts.count - each {
                let part = UnsafeRawBufferPointer(rebasing: bytes[starts[first]..<starts[first + each]])
                hashes.append(Self.mixed(ByteHash.hash(part, seed: 0x4348_4152)))
            }
        }
    }

    /// The different shingles of one kind, sorted.
    mutating func sortedSet(_ text: UnsafeRawBufferPointer, _ kind: Kind) -> [UInt64] {
        readWords(text)
        switch kind {
        case .words: makeWords()
        case .characters:
            normalise(text)
            makeCharacters()
        }
        var sorted = hashes
        RadixSort.sort(&sorted)
        var kept = 0
        for hash in sorted where kept == 0 || sorted[kept - 1] != hash {
            sorted[kept] = hash
            kept += 1
        }
        sorted.removeLast(sorted.count - kept)
        return sorted
    }

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed ^= mixed >> 29
        mixed &*= 0xbf58_476d_1ce4_e5b9
        mixed ^= mixed >> 32
        return mixed
    }
}
