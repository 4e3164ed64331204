/// Draws items with replacement, as often as there are items, by a seed.
struct Resampler {
    /// How often each item was drawn last.
    private(set) var times: [Int32]
    private var state: UInt64

    /// - Parameter count: of all items, of which some are drawn from.
    init(seed: UInt64, count: Int) {
        state = seed
        times = [Int32](repeating: 0, count: count)
    }

    mutating func draw(from items: [Int]) {
        for item in items { times[item] = 0 }
        for _ in items { times[items[below(items.count)]] += 1 }
    }

    /// A number from 0 up to but not including `count`.
    mutating func below(_ count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
