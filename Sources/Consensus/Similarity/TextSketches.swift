/// Texts by what they are probably like: MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining
/// of massive datasets", chapter 3).
///
/// A text is the set of its runs of three bytes. Two texts with the Jaccard index *j* meet in at least one of *b* bands of
/// *r* values with probability 1 − (1 − *j*^*r*)^*b*; *b r* is about 256 whatever *r* is.
struct TextSketches {
    private static let values = 256
    /// Bytes of a run.
    private static let run = 3

    /// Values of a band: the fewer, the more texts meet that are not alike.
    private let rows: Int

    private struct Entry {
        let key: UInt32
        let text: Int32
        /// The next entry with the same place; -1 for none.
        let next: Int32
    }

    private var entries: [Entry] = []
    /// The last entry of each place.
    private var heads = [Int32](repeating: -1, count: 1 << 12)

    /// - Parameter likeness: which share of their bytes texts have in common at least that are to meet.
    init(likeness: Double) {
        rows = likeness >= 0.8 ? 4 : likeness >= 0.65 ? 3 : 2
    }

    /// What a text meets others by: a key a band; none where it is shorter than a run.
    ///
    /// - Complexity: O(*m*) for *m* bytes.
    func keys(of text: [UInt8]) -> [UInt32] {
        guard text.count >= Self.run else { return [] }
        let (masks, multipliers) = (Self.masks, Self.multipliers)
        var least = [SIMD16<UInt32>](repeating: SIMD16(repeating: .max), count: multipliers.count)
        for start in 0...text.count - Self.run {
            let gram = UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
            let mixed = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: Self.mix(UInt64(gram)) >> 32))
            for lane in least.indices {
                least[lane] = pointwiseMin(least[lane], (mixed ^ masks[lane]) &* multipliers[lane])
            }
        }
        return (0..<Self.values / rows).map { band in
            let whole = (band * rows..<(band + 1) * rows).reduce(UInt64(band)) {
                Self.mix($0 ^ UInt64(least[$1 / 16][$1 % 16]))
            }
            return UInt32(truncatingIfNeeded: whole)
        }
    }

    mutating func add(_ text: Int32, keys: [UInt32]) {
        for key in keys {
            let place = place(of: key)
            entries.append(Entry(key: key, text: text, next: heads[place]))
            heads[place] = Int32(entries.count - 1)
        }
        if entries.count > heads.count { grow() }
    }

    /// Calls `body` with each text that shares a key, with some of them more than once, until it returns false.
    func forEachText(meeting keys: [UInt32], _ body: (Int) -> Bool) {
        for key in keys {
            var entry = heads[place(of: key)]
            while entry >= 0 {
                if entries[Int(entry)].key == key, !body(Int(entries[Int(entry)].text)) { return }
                entry = entries[Int(entry)].next
            }
        }
    }

    private func place(of key: UInt32) -> Int { Int(key) & (heads.count - 1) }

    private mutating func grow() {
        heads = [Int32](repeating: -1, count: heads.count * 4)
        for index in entries.indices {
            let entry = entries[index]
            let place = place(of: entry.key)
            entries[index] = Entry(key: entry.key, text: entry.text, next: heads[place])
            heads[place] = Int32(index)
        }
    }

    /// Of the hash functions, sixteen at a time.
    private static let masks = randomLanes(seed: 1)
    private static let multipliers = randomLanes(seed: 2).map { $0 | SIMD16(repeating: 1) }

    private static func randomLanes(seed: UInt64) -> [SIMD16<UInt32>] {
        (0..<values / 16).map { vector in
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
