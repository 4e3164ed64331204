/// Counts of levels in steps of half a decibel, from which percentiles are read between the steps.
struct LevelCounts {
    private let lowest: Int
    private var counts: [Int32]
    private(set) var total = 0

    /// - Parameter range: levels beyond it count as its ends.
    init(_ range: ClosedRange<Int>) {
        lowest = range.lowerBound
        counts = [Int32](repeating: 0, count: range.count)
    }

    /// - Parameter times: negative to take it out again.
    mutating func add(_ level: Int, times: Int = 1) {
        counts[min(max(level - lowest, 0), counts.count - 1)] += Int32(times)
        total += times
    }

    /// The level that a share of the counts stays under, as if those of a step were spread evenly over it.
    func level(atShare share: Double) -> Float {
        let wanted = share * Double(total)
        var seen = 0.0
        for (step, count) in counts.enumerated() where count > 0 {
            if seen + Double(count) >= wanted {
                return Float(Double(step + lowest) - 0.5 + (wanted - seen) / Double(count))
            }
            seen += Double(count)
        }
        return Float(lowest)
    }
}
