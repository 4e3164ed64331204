/// Counts of byte levels in a sliding window, from which any percentile is read exactly.
struct RunningPercentile {
    private var counts = [Int32](repeating: 0, count: 256)
    private var total = 0

    mutating func insert(_ level: UInt8) {
        counts[Int(level)] += 1
        total += 1
    }

    mutating func remove(_ level: UInt8) {
        counts[Int(level)] -= 1
        total -= 1
    }

    /// The lowest level that at least `share` of the window does not exceed; 0 for an empty window.
    func level(atShare share: Double) -> Int {
        let wanted = Int32(max(1, (share * Double(total)).rounded(.up)))
        var seen: Int32 = 0
        for (level, count) in counts.enumerated() {
            seen += count
            if seen >= wanted { return level }
        }
        return 0
    }
}
