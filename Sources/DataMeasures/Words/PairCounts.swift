/// Counts of pairs of codes; each different pair has a code of its own.
struct PairCounts: Sendable {
    /// All that a look-up needs stands in one place, for tables are larger than caches.
    private struct Slot {
        var pair: UInt64 = 0
        var code: Int32 = -1
        var count: Int32 = 0
    }

    /// The pairs by their codes.
    private(set) var pairs: [UInt64] = []
    private var slots = [Slot](repeating: Slot(), count: 1024)

    /// The counts of the pairs by their codes.
    var counts: [Int32] {
        var counts = [Int32](repeating: 0, count: pairs.count)
        for slot in slots where slot.code >= 0 { counts[Int(slot.code)] = slot.count }
        return counts
    }

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
        var place = Self.hash(pair) & mask
        while slots[place].code >= 0 {
            if slots[place].pair == pair {
                slots[place].count += count
                return slots[place].code
            }
            place = (place + 1) & mask
        }
        let code = Int32(pairs.count)
        slots[place] = Slot(pair: pair, code: code, count: count)
        pairs.append(pair)
        if pairs.count * 3 > slots.count * 2 { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Slot](repeating: Slot(), count: mask + 1)
        for slot in slots where slot.code >= 0 {
            var place = Self.hash(slot.pair) & mask
            while larger[place].code >= 0 { place = (place + 1) & mask }
            larger[place] = slot
        }
        slots = larger
    }
}
