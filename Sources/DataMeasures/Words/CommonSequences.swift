/// The most common sequences of words, exact, without a table of all sequences.
///
/// No sequence is more common than its rarest word (Agrawal, Srikant 1994), so that those of the most common words are
/// tried first. As in frequent-itemset mining by hashing (Park, Chen, Yu 1995) a first pass counts them by a small hash, so
/// that a count is at least that of any of its sequences; a second one counts only sequences whose hash is common.
struct CommonSequences {
    private static let buckets = 1 << 20
    /// Hashes worth a second look.
    private static let candidates = 4096
    /// Words tried first.
    private static let commonWords = 2048

    private let parts: [[Int32]]
    private let counts: [Int32]
    private let length: Int

    /// A sequence; the third word is -1 where it has two.
    private struct Words: Hashable {
        let first, second, third: Int32
    }

    /// - Parameters:
    ///   - parts: the codes of the words of all texts, a negative one after each text; a part a thread.
    ///   - counts: of the words, by code.
    ///   - length: words in a sequence, 2 or 3.
    init(_ parts: [[Int32]], counts: [Int32], length: Int) {
        self.parts = parts
        self.counts = counts
        self.length = length
    }

    /// The sequences of the highest counts, as many as `limit` and all that are as common as the last of them.
    func top(_ limit: Int) -> [(words: [Int32], count: Int)] {
        var least = counts.count > Self.commonWords ? max(1, counts.sorted(by: >)[Self.commonWords]) : 1
        while true {
            let found = top(limit, atLeast: least)
            if found.count >= limit || least == 1 { return found }
            least = max(1, least / 8)
        }
    }

    /// Of the sequences that occur `least` times, the most common ones: `limit` or more if there are so many, else all.
    private func top(_ limit: Int, atLeast least: Int32) -> [(words: [Int32], count: Int)] {
        let isCommon = counts.map { $0 >= least }
        let bucketCounts = bucketCounts(isCommon)
        var floor = max(least, Self.threshold(bucketCounts))
        while true {
            let found = counted(isCommon, bucketCounts, atLeast: floor)
            if found.count >= limit || floor == least { return found }
            floor = max(least, floor / 2)
        }
    }

    private func bucketCounts(_ isCommon: [Bool]) -> [Int32] {
        let counted = parallelMap(parts.count, threads: parts.count) { part in
            var counts = [Int32](repeating: 0, count: Self.buckets)
            counts.withUnsafeMutableBufferPointer { counts in
                Self.forEach(parts[part], isCommon, length) { counts[Self.bucket($0, $1, $2)] += 1 }
            }
            return counts
        }
        var sum = counted[0]
        for other in counted.dropFirst() { for bucket in sum.indices { sum[bucket] += other[bucket] } }
        return sum
    }

    /// A count that few hashes reach.
    private static func threshold(_ counts: [Int32]) -> Int32 {
        var histogram = [Int](repeating: 0, count: 1 << 16)
        for count in counts { histogram[min(Int(count), histogram.count - 1)] += 1 }
        var reached = 0
        for count in stride(from: histogram.count - 1, to: 1, by: -1) {
            reached += histogram[count]
            if reached >= candidates { return Int32(count) }
        }
        return 1
    }

    /// All sequences of common words that occur so often.
    private func counted(
        _ isCommon: [Bool], _ bucketCounts: [Int32], atLeast floor: Int32
    ) -> [(words: [Int32], count: Int)] {
        let found = parallelMap(parts.count, threads: parts.count) { part in
            var pairs = PairCounts()
            var triples = PairCounts()
            bucketCounts.withUnsafeBufferPointer { bucketCounts in
                Self.forEach(parts[part], isCommon, length) { first, second, third in
                    guard bucketCounts[Self.bucket(first, second, third)] >= floor else { return }
                    let pair = pairs.add(first, second)
                    if third >= 0 { triples.add(pair, third) }
                }
            }
            return length == 2 ? Self.words(pairs) : Self.words(pairs, triples)
        }
        var all: [Words: Int] = [:]
        for (words, count) in found.joined() { all[words, default: 0] += count }
        return all.filter { $0.value >= Int(floor) }.map { words, count in
            (words.third < 0 ? [words.first, words.second] : [words.first, words.second, words.third], count)
        }
    }

    private static func words(_ pairs: PairCounts) -> [(Words, Int)] {
        zip(pairs.pairs, pairs.counts).map { pair, count in
            let (first, second) = PairCounts.codes(pair)
            return (Words(first: first, second: second, third: -1), Int(count))
        }
    }

    private static func words(_ pairs: PairCounts, _ triples: PairCounts) -> [(Words, Int)] {
        zip(triples.pairs, triples.counts).map { triple, count in
            let (pair, third) = PairCounts.codes(triple)
            let (first, second) = PairCounts.codes(pairs.pairs[Int(pair)])
            return (Words(first: first, second: second, third: third), Int(count))
        }
    }

    /// The sequences of common words.
    @inline(__always)
    private static func forEach(
        _ words: [Int32], _ isCommon: [Bool], _ length: Int, _ body: (Int32, Int32, Int32) -> Void
    ) {
        words.withUnsafeBufferPointer { words in
            isCommon.withUnsafeBufferPointer { isCommon in
                // -1 for a word that is not common, and for the end of a text.
                var (first, second): (Int32, Int32) = (-1, -1)
                for word in words {
                    let third = word >= 0 && isCommon[Int(word)] ? word : -1
                    if length == 2 {
                        if second | third >= 0 { body(second, third, -1) }
                    } else if first | second | third >= 0 {
                        body(first, second, third)
                    }
                    (first, second) = (second, third)
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
