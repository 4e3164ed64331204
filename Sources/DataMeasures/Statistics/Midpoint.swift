/// Where a tree divides two neighbouring numbers.
enum Midpoint {
    /// A number from the lower one on and below the higher one, which may be infinite; the middle of them if that is one.
    static func between(_ low: Double, _ high: Double) -> Double {
        let most = Double.greatestFiniteMagnitude
        let middle = max(low, -most) / 2 + min(high, most) / 2
        return middle >= low && middle < high ? middle : low
    }
}
