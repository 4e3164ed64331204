/// What it costs to put two words, or a word and none, in one slot.
///
/// A gap costs 3 and a substitution by an entirely different word 4, as in NIST's sclite; the nearer the letters of two
/// different words, the less: 1 + 3 · (Levenshtein distance / length of the longer). Costs are whole thousandths, so
/// that sums come out the same in any order.
struct AlignmentCosts {
    static let gap: Int32 = 3000
    private static let different: Int32 = 1000
    private static let letters: Int32 = 3000

    let wordCount: Int
    private let substitution: [Int32]

    /// - Parameter words: codes of `table`; a word is known by its place here from now on.
    /// - Complexity: O(*d*²*l*²) for *d* words of *l* letters.
    init(words: [Int32], table: borrowing WordTable, distance: inout EditDistance) {
        wordCount = words.count
        var costs = [Int32](repeating: 0, count: words.count * words.count)
        for a in words.indices {
            let first = table.scalars(of: words[a])
            for b in 0..<a {
                let second = table.scalars(of: words[b])
                let cost = Self.substitution(table.scalars[first], table.scalars[second], &distance)
                costs[a * words.count + b] = cost
                costs[b * words.count + a] = cost
            }
        }
        substitution = costs
    }

    /// The cost of two words given by their letters, of which an empty one is a gap.
    static func pair(_ a: [UInt32], _ b: [UInt32], _ distance: inout EditDistance) -> Int32 {
        if a == b { return 0 }
        return a.isEmpty || b.isEmpty ? gap : substitution(a[...], b[...], &distance)
    }

    private static func substitution(
        _ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>, _ distance: inout EditDistance
    ) -> Int32 {
        different + letters * Int32(distance.between(a, b)) / Int32(max(a.count, b.count))
    }

    @inline(__always)
    func substituting(_ a: Int32, _ b: Int32) -> Int32 { substitution[Int(a) * wordCount + Int(b)] }

    /// The cost of two cells of a slot, -1 being a gap.
    @inline(__always)
    func pair(_ a: Int32, _ b: Int32) -> Int32 {
        if a == b { return 0 }
        return a < 0 || b < 0 ? Self.gap : substituting(a, b)
    }
}
