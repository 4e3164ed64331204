/// Hashes of all runs of so many words of a text, by a rolling hash.
struct WordRuns {
    private(set) var hashes: [UInt64] = []
    private var hasher = WordHasher()
    private let length: Int
    private let leaving: UInt64

    private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(length: Int) {
        self.length = length
        leaving = (0..<length - 1).reduce(1) { power, _ in power &* Self.base }
    }

    mutating func read(_ text: UnsafeRawBufferPointer) {
        hasher.read(text)
        hashes.removeAll(keepingCapacity: true)
        let words = hasher.words
        guard words.count >= length else { return }
        hashes.reserveCapacity(words.count)
        var sum = words[..<length].reduce(0) { $0 &* Self.base &+ $1 }
        hashes.append(ByteHash.hash(word: sum, seed: 0))
        for last in length..<words.count {
            sum = (sum &- words[last - length] &* leaving) &* Self.base &+ words[last]
            hashes.append(ByteHash.hash(word: sum, seed: 0))
        }
    }

    /// Whether two texts share a run, compared word by word.
    ///
    /// - Complexity: O(*n*) in their words, unless words of one recur often in the other.
    static func areShared(_ a: [UInt64], _ b: [UInt64], length: Int) -> Bool {
        guard a.count >= length, b.count >= length else { return false }
        var places: [UInt64: [Int]] = [:]
        for start in 0...b.count - length { places[b[start], default: []].append(start) }
        return (0...a.count - length).contains { start in
            places[a[start]]?.contains { a[start..<start + length] == b[$0..<$0 + length] } ?? false
        }
    }
}
