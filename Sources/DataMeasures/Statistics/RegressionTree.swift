/// A regression tree (CART, squared error) on one number a row, which predicts the mean of a leaf.
struct RegressionTree {
    static let mostLevels = 10
    static let fewestInLeaf = 5

    private struct Node {
        /// Rows up to this value go left; leaves have none.
        var threshold = Double.nan
        var left = -1
        var right = -1
        var mean: Double
    }

    /// Numbers and what is to be predicted, sorted by number.
    struct Rows {
        let values: [Double]
        let targets: [Double]
    }

    private var nodes: [Node] = []

    /// - Complexity: O(*n*) a level.
    init(_ rows: Rows) {
        rows.values.withUnsafeBufferPointer { values in
            rows.targets.withUnsafeBufferPointer { targets in _ = grow(values, targets, 0..<values.count, level: 0) }
        }
    }

    private mutating func grow(
        _ values: UnsafeBufferPointer<Double>, _ targets: UnsafeBufferPointer<Double>, _ rows: Range<Int>, level: Int
    ) -> Int {
        let mean = rows.isEmpty ? .nan : rows.reduce(0.0) { $0 + targets[$1] } / Double(rows.count)
        let node = nodes.count
        nodes.append(Node(mean: mean))
        guard level < Self.mostLevels, let split = Self.bestSplit(values, targets, rows, mean: mean) else {
            return node
        }
        nodes[node].threshold = Midpoint.between(values[split - 1], values[split])
        let left = grow(values, targets, rows.lowerBound..<split, level: level + 1)
        let right = grow(values, targets, split..<rows.upperBound, level: level + 1)
        (nodes[node].left, nodes[node].right) = (left, right)
        return node
    }

    /// Where the right side starts for the least sum of squared errors; nil where no split lowers it.
    private static func bestSplit(
        _ values: UnsafeBufferPointer<Double>, _ targets: UnsafeBufferPointer<Double>, _ rows: Range<Int>, mean: Double
    ) -> Int? {
        let fewest = fewestInLeaf
        guard rows.count >= 2 * fewest else { return nil }
        // Sums of differences from the mean, whose total is 0: the error falls by left² / size + right² / size.
        var (left, squares, best) = (0.0, 0.0, 0.0)
        var place: Int?
        for row in rows {
            let size = row - rows.lowerBound
            if size >= fewest, rows.upperBound - row >= fewest, values[row - 1] < values[row] {
                let gain = left * left * (1 / Double(size) + 1 / Double(rows.upperBound - row))
                if gain > best { (best, place) = (gain, row) }
            }
            let difference = targets[row] - mean
            left += difference
            squares += difference * difference
        }
        return best > 1e-12 * squares ? place : nil
    }

    /// What is predicted of a number; not a number where there was nothing to learn from.
    func prediction(_ value: Double) -> Double {
        var node = 0
        while nodes[node].left >= 0 { node = value <= nodes[node].threshold ? nodes[node].left : nodes[node].right }
        return nodes[node].mean
    }
}
