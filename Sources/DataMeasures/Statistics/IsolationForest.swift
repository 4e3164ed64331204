internal import Glibc
internal import QuorumCore

/// Trees that cut rows off at random: rows far from the others are cut off early (Liu, Ting, Zhou 2008).
struct IsolationForest: Sendable {
    static let trees = 100
    static let sample = 256

    private struct Node {
        /// The threshold, up to which rows go left; of a leaf its depth, and what its rows would have needed on average.
        var value = 0.0
        var feature: Int32 = -1
        /// Negative in a leaf.
        var left: Int16 = -1
        var right: Int16 = -1
    }

    private let forest: [[Node]]
    private let scale: Double

    /// - Parameter features: a list of numbers a feature, without missing ones, of equal lengths.
    init(_ features: [[Double]], threads: Int) {
        let rows = features[0].count
        let size = min(Self.sample, rows)
        let levels = Int(log2(Double(max(2, size))).rounded(.up))
        scale = Self.averageLength(size)
        forest = parallelMap(Self.trees, threads: threads) { tree in
            var generator = SeededNumbers(seed: UInt64(tree) &* 0x9e37_79b9)
            var chosen: [Int] = []
            var isChosen: Set<Int> = []
            while chosen.count < size {
                let row = rows == size ? chosen.count : Int(generator.unit() * Double(rows))
                if isChosen.insert(row).inserted { chosen.append(row) }
            }
            var nodes: [Node] = []
            Self.grow(features, chosen, level: 0, levels: levels, &nodes, &generator)
            return nodes
        }
    }

    @discardableResult
    private static func grow(
        _ features: [[Double]], _ rows: [Int], level: Int, levels: Int, _ nodes: inout [Node],
        _ generator: inout SeededNumbers
    ) -> Int16 {
        let place = nodes.count
        nodes.append(Node())
        nodes[place].value = Double(level) + averageLength(rows.count)
        guard level < levels, rows.count > 1 else { return Int16(place) }
        // A feature that is the same in all rows cuts nothing off.
        var left = Array(features.indices)
        while !left.isEmpty {
            let feature = left.remove(at: Int(generator.unit() * Double(left.count)))
            let values = rows.map { features[feature][$0] }
            guard let low = values.min(), let high = values.max(), low < high else { continue }
            let threshold = low + generator.unit() * (high - low)
            nodes[place].feature = Int32(feature)
            nodes[place].value = threshold
            let below = grow(
                features, rows.filter { features[feature][$0] <= threshold }, level: level + 1, levels: levels, &nodes,
                &generator)
            let above = grow(
                features, rows.filter { features[feature][$0] > threshold }, level: level + 1, levels: levels, &nodes,
                &generator)
            (nodes[place].left, nodes[place].right) = (below, above)
            break
        }
        return Int16(place)
    }

    /// The average length of a search that fails in a binary tree of `count` rows.
    private static func averageLength(_ count: Int) -> Double {
        guard count > 1 else { return 0 }
        let n = Double(count)
        return count == 2 ? 1 : 2 * (log(n - 1) + 0.577_215_664_901_532_9) - 2 * (n - 1) / n
    }

    /// Of each row, from 0 to 1: near 1 for rows that are cut off early, about 0.5 where no row stands out.
    func scores(_ features: [[Double]], threads: Int) -> [Double] {
        let rows = features[0].count
        let part = 256
        return parallelMap((rows + part - 1) / part, threads: threads) { index in
            scores(features, index * part..<min(rows, (index + 1) * part))
        }.flatMap { $0 }
    }

    /// Tree by tree, so that a tree and the rows, side by side, stay in the cache.
    private func scores(_ features: [[Double]], _ rows: Range<Int>) -> [Double] {
        let width = features.count
        var cells = [Double](repeating: 0, count: rows.count * width)
        for (feature, column) in features.enumerated() {
            for (place, row) in rows.enumerated() { cells[place * width + feature] = column[row] }
        }
        var sums = [Double](repeating: 0, count: rows.count)
        cells.withUnsafeBufferPointer { cells in
            for nodes in forest {
                nodes.withUnsafeBufferPointer { nodes in
                    for place in sums.indices {
                        var node = 0
                        while nodes[node].left >= 0 {
                            let isLeft = cells[place * width + Int(nodes[node].feature)] <= nodes[node].value
                            node = Int(isLeft ? nodes[node].left : nodes[node].right)
                        }
                        sums[place] += nodes[node].value
                    }
                }
            }
        }
        return sums.map { exp2(-$0 / Double(forest.count) / scale) }
    }
}
