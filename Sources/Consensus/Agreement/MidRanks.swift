/// The rank of each label among all votes: the votes below it, and half of those on it.
///
/// Krippendorff's ordinal distance between two labels is the difference of these.
enum MidRanks {
    /// - Parameters:
    ///   - order: the labels by rising value.
    ///   - values: of each label; equal ones share a rank.
    ///   - totals: how many votes each label has.
    /// - Complexity: O(*k*) for *k* labels.
    static func of(_ order: [Int], values: [Double], totals: [Double]) -> [Double] {
        var ranks = [Double](repeating: 0, count: totals.count)
        var below = 0.0
        var start = 0
        while start < order.count {
            var end = start
            var level = 0.0
            while end < order.count, values[order[end]] == values[order[start]] {
                level += totals[order[end]]
                end += 1
            }
            for label in order[start..<end] { ranks[label] = below + level / 2 }
            below += level
            start = end
        }
        return ranks
    }
}
