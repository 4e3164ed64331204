/// The most common sequences of words, exact, without a table of all sequences.
///
/// No sequence is more common than its rarest word (Agrawal, Srikant 1994), so that those of the most common words are
/// tried first. As in frequent-itemset mining by hashing (Park, Chen, Yu 1995) a pass counts them by a small hash, so
/// that a count is at least that of any of its sequences; only sequences whose hash is common are counted themselves. The
/// least of those that were found first tells how common words and hashes must be for nothing to be missed in a second try.
///
/// Sequences are counted in parts by their hashes, each small enough for a cache. Of texts in which none recurs all must
/// be counted; they are written and read once, in order, which a bound on memory allows for.
struct CommonSequences {
    private static let bucketBits = 20
    /// Hashes tried first, and words.
    private static let commonHashes = 4096
    private static let commonWords = 2048
    /// Different sequences that are counted in one go, about.
    private static let mostAtOnce = 1 << 17

    private let parts: [[Int32]]
    private let table: WordTable
    private let counts: [Int32]
    private let length: Int

    /// - Parameters:
    ///   - parts: the codes of the words of all texts, a negative one after each text; a part a thread.
    ///   - table: the words.
    ///   - length: words in a sequence, 2 or 3.
    init(_ parts: [[Int32]], _ table: WordTable, length: Int) {
        self.parts = parts
        self.table = table
        counts = table.counts
        self.length = length
    }

    /// The sequences of the highest counts, of equal ones the first in alphabetical order.
    ///
    /// - Complexity: O(*n*) in all words.
    func top(_ limit: Int) -> [(words: [Int32], count: Int)] {
        let least = Self.least(counts, of: Self.commonWords)
        var isCommon = counts.map { $0 >= least }
        var buckets = bucketCounts(isCommon)
        // Others have the hashes of the common ones by chance.
        let perBucket = parts.reduce(0) { $0 + $1.count } >> Self.bucketBits
        let tried = min(Self.commonHashes, 8 * Self.mostAtOnce / max(1, perBucket))
        let floor = max(least, Self.least(buckets.total, of: tried))
        var top = counted(limit, isCommon, buckets.total.map { $0 >= floor })
        if top.least < Int(floor) {
            let least = Int32(max(1, top.least))
            isCommon = counts.map { $0 >= least }
            buckets = bucketCounts(isCommon)
            top = countedInParts(limit, isCommon, buckets, buckets.total.map { $0 >= least })
        }
        return top.entries.map { ($0.sequence.words, $0.count) }
    }

    /// The greatest number that so many are as high as.
    private static func least(_ counts: [Int32], of number: Int) -> Int32 {
        var histogram = [Int](repeating: 0, count: 1 << 16)
        for count in counts { histogram[min(Int(count), histogram.count - 1)] += 1 }
        var reached = 0
        for count in stride(from: histogram.count - 1, to: 1, by: -1) {
            reached += histogram[count]
            if reached >= number { return Int32(count) }
        }
        return 1
    }

    private struct BucketCounts: Sendable {
        /// By part of the texts.
        let parts: [[Int32]]
        let total: [Int32]
    }

    private func bucketCounts(_ isCommon: [Bool]) -> BucketCounts {
        let counted = parallelMap(parts.count, threads: parts.count) { part in
            var counts = [Int32](repeating: 0, count: 1 << Self.bucketBits)
            counts.withUnsafeMutableBufferPointer { counts in
                Self.forEach(parts[part], isCommon, length) { counts[Self.bucket($0)] += 1 }
            }
            return counts
        }
        var total = counted[0]
        for other in counted.dropFirst() { for bucket in total.indices { total[bucket] += other[bucket] } }
        return BucketCounts(parts: counted, total: total)
    }

    /// The most common sequences of chosen buckets, few of which are different.
    private func counted(_ limit: Int, _ isCommon: [Bool], _ chosen: [Bool]) -> TopSequences {
        let counted = parallelMap(parts.count, threads: parts.count) { part in
            var counts = SequenceCounts()
            chosen.withUnsafeBufferPointer { chosen in
                Self.forEach(parts[part], isCommon, length) { if chosen[Self.bucket($0)] { counts.add($0) } }
            }
            return counts
        }
        var all = counted[0]
        for entry in counted.dropFirst().lazy.flatMap(\.entries) { all.add(entry.sequence, times: entry.count) }
        var top = TopSequences(limit: limit, words: table)
        for entry in all.entries { top.offer(entry.sequence, count: Int(entry.count)) }
        return top
    }

    /// The same of any number.
    private func countedInParts(
        _ limit: Int, _ isCommon: [Bool], _ buckets: BucketCounts, _ chosen: [Bool]
    ) -> TopSequences {
        let divided = Divided(buckets.parts, chosen, most: Self.mostAtOnce)
        let sequences = divide(divided, isCommon, chosen)
        let tops = parallelMap(parts.count, threads: parts.count) { thread in
            var top = TopSequences(limit: limit, words: table)
            var counts = SequenceCounts()
            for part in stride(from: thread, to: divided.count, by: parts.count) {
                for sequence in sequences[divided.range(part)] { counts.add(sequence) }
                for entry in counts.entries { top.offer(entry.sequence, count: Int(entry.count)) }
                counts.removeAll()
            }
            return top
        }
        var all = tops[0]
        for entry in tops.dropFirst().flatMap(\.entries) { all.offer(entry.sequence, count: entry.count) }
        return all
    }

    /// Where sequences are put, so that equal ones are in one part.
    private struct Divided: Sendable {
        /// Buckets by their high bits.
        let shift: Int
        /// By part of the texts, of each part of the sequences.
        let starts: [[Int]]
        private let ends: [Int]

        var count: Int { ends.count }
        var total: Int { ends.last! }

        init(_ buckets: [[Int32]], _ chosen: [Bool], most: Int) {
            let sizes = chosen.indices.map { bucket in
                chosen[bucket] ? buckets.reduce(0) { $0 + Int($1[bucket]) } : 0
            }
            let total = sizes.reduce(0, +)
            var bits = 0
            while bits < bucketBits, total >> bits > most { bits += 1 }
            shift = bucketBits - bits
            var starts = buckets.map { _ in [Int](repeating: 0, count: 1 << bits) }
            for bucket in chosen.indices where chosen[bucket] {
                for part in buckets.indices { starts[part][bucket >> shift] += Int(buckets[part][bucket]) }
            }
            var sum = 0
            var ends: [Int] = []
            for place in 0..<1 << bits {
                for part in starts.indices {
                    let size = starts[part][place]
                    starts[part][place] = sum
                    sum += size
                }
                ends.append(sum)
            }
            self.starts = starts
            self.ends = ends
        }

        func range(_ part: Int) -> Range<Int> { (part == 0 ? 0 : ends[part - 1])..<ends[part] }
    }

    /// The sequences of chosen buckets.
    private func divide(_ divided: Divided, _ isCommon: [Bool], _ chosen: [Bool]) -> [WordSequence] {
        [WordSequence](unsafeUninitializedCapacity: divided.total) { buffer, initialized in
            nonisolated(unsafe) let sequences = buffer
            _ = parallelMap(parts.count, threads: parts.count) { part in
                var next = divided.starts[part]
                next.withUnsafeMutableBufferPointer { next in
                    chosen.withUnsafeBufferPointer { chosen in
                        Self.forEach(parts[part], isCommon, length) { sequence in
                            let bucket = Self.bucket(sequence)
                            guard chosen[bucket] else { return }
                            let place = bucket >> divided.shift
                            sequences.initializeElement(at: next[place], to: sequence)
                            next[place] += 1
                        }
                    }
                }
            }
            initialized = divided.total
        }
    }

    /// The sequences of common words.
    @inline(__always)
    private static func forEach(
        _ words: [Int32], _ isCommon: [Bool], _ length: Int, _ body: (WordSequence) -> Void
    ) {
        words.withUnsafeBufferPointer { words in
            isCommon.withUnsafeBufferPointer { isCommon in
                // -1 for a word that is not common, and for the end of a text.
                var (first, second): (Int32, Int32) = (-1, -1)
                for word in words {
                    let third = word >= 0 && isCommon[Int(word)] ? word : -1
                    if length == 2 {
                        if second | third >= 0 { body(WordSequence(first: second, second: third, third: -1)) }
                    } else if first | second | third >= 0 {
                        body(WordSequence(first: first, second: second, third: third))
                    }
                    (first, second) = (second, third)
                }
            }
        }
    }

    @inline(__always)
    private static func bucket(_ sequence: WordSequence) -> Int { sequence.hash & (1 << bucketBits - 1) }
}
