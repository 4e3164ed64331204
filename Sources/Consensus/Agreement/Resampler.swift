import QuorumCore

/// Draws items with replacement, as often as there are items, by a seed.
struct Resampler {
    /// How often each item was drawn last.
    private(set) var times: [Int32]
    private var numbers: SeededNumbers

    /// - Parameter count: of all items, of which some are drawn from.
    init(seed: UInt64, count: Int) {
        numbers = SeededNumbers(seed: seed)
        times = [Int32](repeating: 0, count: count)
    }

    mutating func draw(from items: [Int]) {
        for item in items { times[item] = 0 }
        for _ in items { times[items[below(items.count)]] += 1 }
    }

    /// A number from 0 up to but not including `count`.
    mutating func below(_ count: Int) -> Int {
        Int(numbers.next().multipliedFullWidth(by: UInt64(count)).high)
    }
}
