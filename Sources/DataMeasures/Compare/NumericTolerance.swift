/// How far numbers of a column may lie apart and count as equal.
enum NumericTolerance {
    /// A share of the median distance of a column's different numbers from their median: half of all numbers may be wild,
    /// or zeros, without making it larger.
    ///
    /// - Parameter numbers: any order; those that are not finite do not count.
    /// - Returns: nil for fewer than two different numbers.
    /// - Complexity: O(*n*).
    static func of(_ numbers: [[Double]], share: Double) -> Double? {
        let sorted = different(numbers)
        guard sorted.count > 1 else { return nil }
        let middle = sorted.count / 2
        // The distances below the median and those above it rise outwards from it, so the median of all needs no sort.
        var (below, above) = (middle, middle + 1)
        var distance = 0.0
        for _ in 0...sorted.count / 2 {
            // Scaled before they are subtracted, for the distance of the largest numbers overflows.
            let down = below >= 0 ? sorted[middle] * share - sorted[below] * share : .infinity
            let up = above < sorted.count ? sorted[above] * share - sorted[middle] * share : .infinity
            distance = min(down, up)
            if down <= up { below -= 1 } else { above += 1 }
        }
        return distance.isFinite ? distance : 0
    }

    private static func different(_ numbers: [[Double]]) -> [Double] {
        var sorted = RadixSort.sorted(numbers.flatMap { $0.filter(\.isFinite) })
        var end = 0
        for number in sorted where end == 0 || sorted[end - 1] != number {
            sorted[end] = number
            end += 1
        }
        sorted.removeSubrange(end...)
        return sorted
    }
}
