internal import CMinHash

/// MinHash signatures (Broder 1997): of each of 128 permutations the least value among a text's shingles.
///
/// Two texts have the same minimum with a probability of their Jaccard similarity. Permutations are
/// `hash * odd + offset` modulo 2^32 of 32-bit hashes, always the same ones.
struct MinHash {
    static let permutations = 128
    /// Texts are compared when all minima of a band are equal.
    static let bands = 25
    static let rowsEach = 5
    /// Equal low bytes of minima below which a candidate is dropped: 5.7 standard deviations below what a similarity of
    /// 0.8 gives.
    static let fewestEqualBytes = 77

    private let multipliers: [UInt32]
    private let increments: [UInt32]
    private var narrow: [UInt32] = []
    private var minima = [UInt32](repeating: 0, count: permutations)

    init() {
        var state: UInt64 = 0x51_6f72_756d
        func next() -> UInt32 {
            state &+= 0x9e37_79b9_7f4a_7c15
            return UInt32(truncatingIfNeeded: ByteHash.hash(word: state, seed: 0) >> 16)
        }
        multipliers = (0..<Self.permutations).map { _ in next() | 1 }
        increments = (0..<Self.permutations).map { _ in next() }
    }

    /// Appends a hash a band to `bands`, and the low byte of each minimum to `bytes`.
    mutating func append(_ shingles: [UInt64], salt: UInt64, bands: inout [UInt32], bytes: inout [UInt8]) {
        narrow.removeAll(keepingCapacity: true)
        narrow.reserveCapacity(shingles.count)
        for hash in shingles { narrow.append(UInt32(truncatingIfNeeded: hash >> 32)) }
        for index in minima.indices { minima[index] = .max }
        minhash_lower(narrow, narrow.count, multipliers, increments, &minima)
        for band in 0..<Self.bands {
            var hash = salt
            for row in band * Self.rowsEach..<(band + 1) * Self.rowsEach {
                hash = ByteHash.hash(word: UInt64(minima[row]), seed: hash)
            }
            bands.append(UInt32(truncatingIfNeeded: hash >> 32))
        }
        for minimum in minima { bytes.append(UInt8(truncatingIfNeeded: minimum)) }
    }

    /// The probability that a pair of this similarity is in no common band.
    static func missProbability(_ similarity: Double) -> Double {
        func power(_ base: Double, _ exponent: Int) -> Double {
            (0..<exponent).reduce(1) { product, _ in product * base }
        }
        return power(1 - power(similarity, rowsEach), bands)
    }
}
