internal import CMinHash

/// Locality-sensitive hashing (Indyk, Motwani 1998): texts with a band of equal minima are candidates.
struct BandIndex {
    /// A bucket of more texts is not compared pair by pair.
    static let mostInBucket = 64

    /// Pairs of sketches, the lower number in the high half, sorted.
    private(set) var pairs: [UInt64] = []
    /// Buckets with too many texts for that.
    private(set) var crowds: [[Int32]] = []

    /// - Parameter members: the sketches to compare.
    init(_ sketches: Sketches, members: [Int32], threads: Int) {
        let found = parallelMap(MinHash.bands, threads: threads) { band in
            Self.candidates(sketches, members: members, band: band)
        }
        pairs.reserveCapacity(found.reduce(0) { $0 + $1.pairs.count })
        for entry in found {
            pairs += entry.pairs
            crowds += entry.crowds
        }
        pairs.sortUnique()
    }

    private static func candidates(
        _ sketches: Sketches, members: [Int32], band: Int
    ) -> (pairs: [UInt64], crowds: [[Int32]]) {
        var keys = members.map { UInt64(sketches.bands[Int($0) * MinHash.bands + band]) << 32 | UInt64($0) }
        RadixSort.sort(&keys)
        var pairs: [UInt64] = []
        var crowds: [[Int32]] = []
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
            if end - start > mostInBucket {
                crowds.append(keys[start..<end].map { Int32(truncatingIfNeeded: $0) })
            } else if end - start > 1 {
                for a in start..<end - 1 {
                    for b in a + 1..<end
                    where isPlausible(sketches, Int(keys[a] & 0xFFFF_FFFF), Int(keys[b] & 0xFFFF_FFFF)) {
                        pairs.append(keys[a] << 32 | keys[b] & 0xFFFF_FFFF)
                    }
                }
            }
            start = end
        }
        return (pairs, crowds)
    }

    /// Whether the signatures leave a similarity of 0.8 possible.
    static func isPlausible(_ sketches: Sketches, _ a: Int, _ b: Int) -> Bool {
        guard sketches.kinds[a] == sketches.kinds[b] else { return false }
        return sketches.bytes.withUnsafeBufferPointer { bytes in
            let first = bytes.baseAddress!
            return minhash_equal_bytes(first + a * MinHash.permutations, first + b * MinHash.permutations)
                >= MinHash.fewestEqualBytes
        }
    }
}

extension [UInt64] {
    mutating func sortUnique() {
        RadixSort.sort(&self)
        var kept = 0
        for index in indices where kept == 0 || self[kept - 1] != self[index] {
            self[kept] = self[index]
            kept += 1
        }
        removeLast(count - kept)
    }
}
