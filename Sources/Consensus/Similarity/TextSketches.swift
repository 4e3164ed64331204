/// Texts by what they are probably like: MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining
/// of massive datasets", chapter 3).
///
/// A text is the set of its runs of three bytes. Two texts with the Jaccard index *j* meet in at least one of 32 bands of
/// four values with probability 1 − (1 − *j*⁴)³². Where a tenth of the letters differ that is about 97 %, and where as
/// much as 15 % do, 70 %.
struct TextSketches {
    private static let bands = 32
    private static let rows = 4
    /// Bytes of a run.
    private static let run = 3

    private struct Entry {
        let key: UInt64
        let text: Int32
        /// The next entry with the same place; -1 for none.
        let next: Int32
    }

    private var entries: [Entry] = []
    /// The last entry of each place.
    private var heads = [Int32](repeating: -1, count: 1 << 12)

    /// What a text meets others by: a key a band; none where it is shorter than a run.
    ///
    /// - Complexity: O(*m*) for *m* bytes.
    static func keys(of text: [UInt8]) -> [UInt64] {
        guard text.count >= run else { return [] }
        var least = [SIMD16<UInt32>](repeating: SIMD16(repeating: .max), count: multipliers.count)
        for start in 0...text.count - run {
            let gram = UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
            let mixed = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: mix(UInt64(gram)) >> 32))
            for lane in least.indices {
                least[lane] = pointwiseMin(least[lane], (mixed ^ masks[lane]) &* multipliers[lane])
            }
        }
        return (0..<bands).map { band in
            (band * rows..<(band + 1) * rows).reduce(UInt64(band)) { mix($0 ^ UInt64(least[$1 / 16][$1 % 16])) }
        }
    }

    mutating func add(_ text: Int32, keys: [UInt64]) {
        for key in keys {
            let place = Int(truncatingIfNeeded: key) & (heads.count - 1)
            entries.append(Entry(key: key, text: text, next: heads[place]))
            heads[place] = Int32(entries.count - 1)
        }
        if entries.count > heads.count { grow() }
    }

    /// The texts that share a key; some of them more than once.
    func texts(meeting keys: [UInt64]) -> [Int32] {
        var found: [Int32] = []
        for key in keys {
            var entry = heads[Int(truncatingIfNeeded: key) & (heads.count - 1)]
            while entry >= 0 {
                if entries[Int(entry)].key == key { found.append(entries[Int(entry)].text) }
                entry = entries[Int(entry)].next
            }
        }
        return found
    }

    private mutating func grow() {
        heads = [Int32](repeating: -1, count: heads.count * 4)
        for index in entries.indices {
            let entry = entries[index]
            let place = Int(truncatingIfNeeded: entry.key) & (heads.count - 1)
            entries[index] = Entry(key: entry.key, text: entry.text, next: heads[place])
            heads[place] = Int32(index)
        }
    }

    /// Of the hash functions, sixteen at a time.
    private static let masks = randomLanes(seed: 1)
    private static let multipliers = randomLanes(seed: 2).map { $0 | SIMD16(repeating: 1) }

    private static func randomLanes(seed: UInt64) -> [SIMD16<UInt32>] {
        (0..<bands * rows / 16).map { vector in
            var lanes = SIMD16<UInt32>()
            for lane in 0..<16 {
                lanes[lane] = UInt32(truncatingIfNeeded: mix(seed << 32 | UInt64(vector * 16 + lane)) >> 32)
            }
            return lanes
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
