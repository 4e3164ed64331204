internal import Glibc

/// The middle of numbers and how far they lie from it, in deviations that equal the standard one where numbers are normal.
struct RobustSpread: Sendable {
    /// Of an even number of them the upper of the two in the middle.
    let median: Double
    /// 1.4826 times the median distance from the median; a few wild numbers do not change it, and it is 0 where half of
    /// all are equal.
    let deviation: Double
    /// The root of half of pi times the mean distance of those that are not the median from it; 0 only where all are equal.
    /// Where half of all are zeros it tells how far the others usually lie.
    let meanDeviation: Double

    /// nil for no numbers.
    ///
    /// - Parameter sorted: rising.
    init?(sorted: [Double]) {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted[sorted.count / 2]
        let distances = RadixSort.sorted(sorted.map { abs($0 - middle) })
        median = middle
        deviation = 1.4826 * distances[distances.count / 2]
        let others = max(1, distances.count { $0 > 0 })
        // Divided before they are summed, for a sum of the largest numbers overflows.
        meanDeviation = (Double.pi / 2).squareRoot() * distances.reduce(0) { $0 + $1 / Double(others) }
    }
}
