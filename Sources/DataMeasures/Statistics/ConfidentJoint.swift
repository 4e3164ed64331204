/// How many rows of each given class (rows) are likely of each class (columns).
struct ConfidentJoint: Sendable {
    /// Each class has as many rows as were given it, in whole numbers.
    let calibrated: [[Int]]
    /// The same with one right row a class at least.
    let pruning: [[Int]]

    /// - Parameters:
    ///   - counts: of the rows that are clearly of a class.
    ///   - rows: of each given class.
    init(_ counts: [[Int]], rows: [Int]) {
        let all = rows.reduce(0, +)
        let scaled = counts.enumerated().map { given, counts -> [Double] in
            var counts = counts
            counts[given] = max(1, counts[given])
            let total = Double(counts.reduce(0, +))
            return counts.map { Double($0) / total * Double(rows[given]) }
        }
        let total = max(scaled.joined().reduce(0, +), .leastNormalMagnitude)
        calibrated = scaled.map { Self.rounded($0.map { $0 / total * Double(all) }) }
        pruning = calibrated.enumerated().map { given, counts in
            let right = max(1, counts[given])
            let others = max(1, counts.count { $0 != 0 } - 1)
            var pruned = counts.map { Int(max(0, Double($0) - Double(right - counts[given]) / Double(others))) }
            pruned[given] = right
            return pruned
        }
    }

    /// Rows that are likely of another class than given.
    var errors: Int {
        calibrated.indices.reduce(0) { $0 + calibrated[$1].reduce(0, +) - calibrated[$1][$1] }
    }

    /// Whole numbers with the sum of `values`: those that rounding changed most give way, of equal ones the first where
    /// numbers fall and the last where they rise, as in cleanlab where NumPy's sort keeps the order of equal numbers. Where it
    /// does not, as with more than 16 classes, single cells may differ by one.
    private static func rounded(_ values: [Double]) -> [Int] {
        var whole = values.map { $0.rounded(.toNearestOrEven) }
        let wanted = values.reduce(0, +).rounded(.toNearestOrEven)
        var left = Int(wanted - whole.reduce(0, +))
        while left != 0 {
            let rising = whole.indices.sorted { (values[$0] - whole[$0], $0) < (values[$1] - whole[$1], $1) }
            let step = left > 0 ? 1 : -1
            for index in (left > 0 ? rising.reversed() : rising).prefix(abs(left)) {
                whole[index] += Double(step)
                left -= step
            }
        }
        return whole.map { Int($0) }
    }
}
