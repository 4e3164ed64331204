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

    /// Draws as often as is said from items that each stand for several (a multinomial distribution).
    ///
    /// - Parameter sizes: how many each stands for.
    mutating func draw(_ count: Int, from items: [Int], sizes: [Int]) {
        var (left, size) = (count, sizes.reduce(0, +))
        for (item, own) in zip(items, sizes) {
            let drawn = own == size ? left : numbers.binomial(left, Double(own) / Double(size))
            times[item] = Int32(drawn)
            left -= drawn
            size -= own
        }
    }

    /// A number from 0 up to but not including `count`.
    mutating func below(_ count: Int) -> Int {
        Int(numbers.next().multipliedFullWidth(by: UInt64(count)).high)
    }
}
