/// The most common sequences of words, exact, without a table of all sequences.
///
/// As in frequent-itemset mining by hashing (Park, Chen, Yu 1995): a first pass counts sequences by a small hash, so that
/// a count is at least that of any of its sequences; a second one counts only sequences whose hash is common.
struct CommonSequences {
    private static let buckets = 1 << 22
    /// Hashes worth a second look.
    private static let candidates = 4096

    private let words: [Int32]
    private let length: Int
    private let counts: [Int32]

    /// - Parameters:
    ///   - words: the codes of the words of all texts, a negative one after each text.
    ///   - length: words in a sequence, 2 or 3.
    init(_ words: [Int32], length: Int) {
        var counts = [Int32](repeating: 0, count: Self.buckets)
        counts.withUnsafeMutableBufferPointer { counts in
            Self.forEach(words, length) { first, second, third in counts[Self.bucket(first, second, third)] += 1 }
        }
        self.words = words
        self.length = length
        self.counts = counts
    }

    /// The sequences of the highest counts, as many as `limit` and all that are as common as the last of them.
    func top(_ limit: Int) -> [(words: [Int32], count: Int)] {
        var least = threshold()
        while true {
            let found = counted(atLeast: max(1, least))
            let sure = found.filter { $0.count >= Int(least) }
            if sure.count >= limit || least <= 1 { return sure }
            least /= 2
        }
    }

    /// A count that few hashes reach.
    private func threshold() -> Int32 {
        var histogram = [Int](repeating: 0, count: 1 << 16)
        for count in counts { histogram[min(Int(count), histogram.count - 1)] += 1 }
        var reached = 0
        for count in stride(from: histogram.count - 1, to: 1, by: -1) {
            reached += histogram[count]
            if reached >= Self.candidates { return Int32(count) }
        }
        return 1
    }

    private func counted(atLeast least: Int32) -> [(words: [Int32], count: Int)] {
        var pairs = PairCounts()
        var triples = PairCounts()
        counts.withUnsafeBufferPointer { counts in
            Self.forEach(words, length) { first, second, third in
                guard counts[Self.bucket(first, second, third)] >= least else { return }
                let pair = pairs.add(first, second)
                if third >= 0 { triples.add(pair, third) }
            }
        }
        if length == 2 {
            return zip(pairs.pairs, pairs.counts).map { pair, count in
                let (first, second) = PairCounts.codes(pair)
                return ([first, second], Int(count))
            }
        }
        return zip(triples.pairs, triples.counts).map { triple, count in
            let (pair, third) = PairCounts.codes(triple)
            let (first, second) = PairCounts.codes(pairs.pairs[Int(pair)])
            return ([first, second, third], Int(count))
        }
    }

    /// The third word is -1 where sequences have two.
    @inline(__always)
    private static func forEach(_ words: [Int32], _ length: Int, _ body: (Int32, Int32, Int32) -> Void) {
        words.withUnsafeBufferPointer { words in
            guard words.count >= length else { return }
            if length == 2 {
                for index in 1..<words.count where words[index] >= 0 && words[index - 1] >= 0 {
                    body(words[index - 1], words[index], -1)
                }
            } else {
                for index in 2..<words.count
                where words[index] >= 0 && words[index - 1] >= 0 && words[index - 2] >= 0 {
                    body(words[index - 2], words[index - 1], words[index])
                }
            }
        }
    }

    @inline(__always)
    private static func bucket(_ first: Int32, _ second: Int32, _ third: Int32) -> Int {
        let hash = ByteHash.hash(word: PairCounts.pair(first, second), seed: UInt64(UInt32(bitPattern: third)))
        return Int(truncatingIfNeeded: hash) & (buckets - 1)
    }
}
