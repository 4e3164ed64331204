internal import Glibc

/// Features cut into bins, one byte a cell, feature by feature.
struct BinnedFeatures: Sendable {
    static let bins = 64

    let rows: Int
    let count: Int
    /// The cell of row `r` and feature `f` is `cells[f * rows + r]`; 0 for a missing one.
    let cells: [UInt8]

    init(_ columns: [[UInt8]]) {
        rows = columns.first?.count ?? 0
        count = columns.count
        cells = columns.flatMap { $0 }
    }

    /// Numbers by their quantiles.
    static func binned(_ numbers: [Double]) -> [UInt8] {
        let sorted = RadixSort.sorted(numbers.filter { !$0.isNaN })
        guard !sorted.isEmpty else { return [UInt8](repeating: 0, count: numbers.count) }
        let quantiles = QuantileBins(sorted, bins: bins - 1)
        return numbers.map { $0.isNaN ? 0 : UInt8(1 + quantiles.bin(of: $0)) }
    }

    /// Categories by the order of their codes, neighbours together where there are too many.
    static func binned(_ codes: [Int32], categories: Int) -> [UInt8] {
        let width = max(1, (categories + bins - 2) / (bins - 1))
        return codes.map { $0 < 0 ? 0 : UInt8(1 + Int($0) / width) }
    }
}

/// Gradient boosted trees that tell two classes apart (Friedman 2001, with second derivatives as in Chen and Guestrin
/// 2016), on binned features.
struct BoostedTrees: Sendable {
    private static let trees = 30
    private static let levels = 3
    private static let rate = 0.3
    private static let penalty = 1.0
    private static let leastInLeaf = 10.0

    private struct Tree {
        /// Of each inner node, in the order of a heap; feature -1 sends all rows left.
        var features: [Int]
        var thresholds: [UInt8]
        var leaves: [Double]
    }

    private var forest: [Tree] = []
    private var start = 0.0
    /// What the splits on each feature gained.
    private(set) var gains: [Double]

    /// - Parameters:
    ///   - rows: those to learn from.
    ///   - isPositive: the class of each row of `features`.
    /// - Complexity: O(trees · levels · features · rows).
    init(_ features: BinnedFeatures, rows: [Int], isPositive: [Bool]) {
        gains = [Double](repeating: 0, count: features.count)
        let positives = Double(rows.count { isPositive[$0] })
        start = log((positives + 0.5) / (Double(rows.count) - positives + 0.5))
        var scores = [Double](repeating: start, count: rows.count)
        for _ in 0..<Self.trees {
            var slopes = [Double](repeating: 0, count: rows.count * 2)
            for (index, row) in rows.enumerated() {
                let share = 1 / (1 + exp(-scores[index]))
                slopes[2 * index] = share - (isPositive[row] ? 1 : 0)
                slopes[2 * index + 1] = share * (1 - share)
            }
            let (tree, leaves) = grow(features, rows, slopes)
            forest.append(tree)
            for index in rows.indices { scores[index] += tree.leaves[leaves[index]] }
        }
    }

    private mutating func grow(_ features: BinnedFeatures, _ rows: [Int], _ slopes: [Double]) -> (Tree, [Int]) {
        var tree = Tree(features: [], thresholds: [], leaves: [])
        var nodes = [Int](repeating: 0, count: rows.count)
        for level in 0..<Self.levels {
            let width = 1 << level
            var best = [(gain: Double, feature: Int, threshold: UInt8)](repeating: (1e-9, -1, 0), count: width)
            for feature in 0..<features.count {
                let sums = Self.sums(features, feature, rows, nodes, slopes, width: width)
                for node in 0..<width {
                    if let split = Self.split(sums, node), split.gain > best[node].gain {
                        best[node] = (split.gain, feature, split.threshold)
                    }
                }
            }
            for node in best where node.feature >= 0 { gains[node.feature] += node.gain }
            tree.features += best.map(\.feature)
            tree.thresholds += best.map(\.threshold)
            for (index, row) in rows.enumerated() {
                let node = best[nodes[index]]
                let goesRight = node.feature >= 0 && features.cells[node.feature * features.rows + row] > node.threshold
                nodes[index] = nodes[index] * 2 + (goesRight ? 1 : 0)
            }
        }
        var totals = [Double](repeating: 0, count: 2 << Self.levels)
        for (index, node) in nodes.enumerated() {
            totals[2 * node] += slopes[2 * index]
            totals[2 * node + 1] += slopes[2 * index + 1]
        }
        tree.leaves = (0..<1 << Self.levels).map { leaf in
            -Self.rate * totals[2 * leaf] / (totals[2 * leaf + 1] + Self.penalty)
        }
        return (tree, nodes)
    }

    /// Slope, curvature and rows of each bin, by node.
    private static func sums(
        _ features: BinnedFeatures, _ feature: Int, _ rows: [Int], _ nodes: [Int], _ slopes: [Double], width: Int
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: width * BinnedFeatures.bins * 3)
        let base = feature * features.rows
        sums.withUnsafeMutableBufferPointer { sums in
            features.cells.withUnsafeBufferPointer { cells in
                rows.withUnsafeBufferPointer { rows in
                    nodes.withUnsafeBufferPointer { nodes in
                        slopes.withUnsafeBufferPointer { slopes in
                            for index in 0..<rows.count {
                                let place = 3 * (nodes[index] * BinnedFeatures.bins + Int(cells[base + rows[index]]))
                                sums[place] += slopes[2 * index]
                                sums[place + 1] += slopes[2 * index + 1]
                                sums[place + 2] += 1
                            }
                        }
                    }
                }
            }
        }
        return sums
    }

    /// The last bin to go left for the largest gain.
    private static func split(_ sums: [Double], _ node: Int) -> (gain: Double, threshold: UInt8)? {
        let bins = stride(from: node * BinnedFeatures.bins * 3, to: (node + 1) * BinnedFeatures.bins * 3, by: 3)
        var (slope, curve, rows) = (0.0, 0.0, 0.0)
        for bin in bins {
            slope += sums[bin]
            curve += sums[bin + 1]
            rows += sums[bin + 2]
        }
        func worth(_ slope: Double, _ curve: Double) -> Double { slope * slope / (curve + penalty) }
        var best: (gain: Double, threshold: UInt8)?
        var (leftSlope, leftCurve, leftRows) = (0.0, 0.0, 0.0)
        for (threshold, bin) in bins.enumerated() {
            leftSlope += sums[bin]
            leftCurve += sums[bin + 1]
            leftRows += sums[bin + 2]
            guard leftRows >= leastInLeaf, rows - leftRows >= leastInLeaf else { continue }
            let gain = worth(leftSlope, leftCurve) + worth(slope - leftSlope, curve - leftCurve) - worth(slope, curve)
            if gain > best?.gain ?? 0 { best = (gain, UInt8(threshold)) }
        }
        return best
    }

    /// The log odds of a row.
    func score(_ features: BinnedFeatures, _ row: Int) -> Double {
        forest.reduce(start) { score, tree in
            var node = 0
            for level in 0..<Self.levels {
                let place = (1 << level) - 1 + node
                let feature = tree.features[place]
                let goesRight = feature >= 0 && features.cells[feature * features.rows + row] > tree.thresholds[place]
                node = node * 2 + (goesRight ? 1 : 0)
            }
            return score + tree.leaves[node]
        }
    }
}
