/// Counts of pairs of codes; each different pair has a code of its own.
struct PairCounts: Sendable {
    private(set) var pairs: [UInt64] = []
    private(set) var counts: [Int32] = []
    private var slots = [Int32](repeating: -1, count: 1024)

    static func pair(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    }

    static func codes(_ pair: UInt64) -> (Int32, Int32) {
        (Int32(truncatingIfNeeded: pair >> 32), Int32(truncatingIfNeeded: pair))
    }

    @inline(__always)
    private static func hash(_ pair: UInt64) -> Int {
        Int(truncatingIfNeeded: ByteHash.hash(word: pair, seed: 0))
    }

    /// Counts the pair and returns its code.
    @discardableResult
    mutating func add(_ a: Int32, _ b: Int32, count: Int32 = 1) -> Int32 {
        let pair = Self.pair(a, b)
        let mask = slots.count - 1
        var slot = Self.hash(pair) & mask
        while true {
            let code = slots[slot]
            if code < 0 { break }
            if pairs[Int(code)] == pair {
                counts[Int(code)] += count
                return code
            }
            slot = (slot + 1) & mask
        }
        let code = Int32(pairs.count)
        slots[slot] = code
        pairs.append(pair)
        counts.append(count)
        if pairs.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [Int32](repeating: -1, count: mask + 1)
        for (code, pair) in pairs.enumerated() {
            var slot = Self.hash(pair) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(code)
        }
    }
}
