/// Quantiles of sorted numbers, linear between neighbours (Hyndman and Fan's seventh definition, as NumPy and R have it).
enum Quantile {
    /// - Precondition: there is a number.
    static func of(sorted: [Double], _ level: Double) -> Double {
        of(count: sorted.count, level) { sorted[$0] }
    }

    /// - Parameter value: the `i`-th smallest number.
    static func of(count: Int, _ level: Double, _ value: (Int) -> Double) -> Double {
        let position = level * Double(count - 1)
        let below = Int(position)
        let low = value(below)
        let high = value(min(below + 1, count - 1))
        return low + (high - low) * (position - Double(below))
    }
}
