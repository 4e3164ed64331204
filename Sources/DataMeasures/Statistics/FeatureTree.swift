/// A decision tree (CART, Gini impurity) on one number a row.
struct FeatureTree {
    static let mostLevels = 5

    private struct Node {
        /// Rows up to this value go left; leaves have none.
        var threshold = Double.nan
        var left = -1
        var right = -1
        /// Of a leaf: how many come before it.
        var place = 0
        var counts: [Int]
    }

    private var nodes: [Node] = []
    private let classes: Int
    private let fewestInLeaf: Int

    /// - Parameters:
    ///   - rows: numbers with their classes, sorted by number.
    ///   - fewestInLeaf: rows a leaf must have.
    /// - Complexity: O(*n* · classes) a level.
    init(_ rows: [(value: Double, label: Int)], classes: Int, fewestInLeaf: Int) {
        self.classes = classes
        self.fewestInLeaf = fewestInLeaf
        _ = rows.withUnsafeBufferPointer { grow($0[...], level: 0) }
        var leaves = 0
        for node in nodes.indices where nodes[node].left < 0 {
            nodes[node].place = leaves
            leaves += 1
        }
    }

    private mutating func grow(_ rows: Slice<UnsafeBufferPointer<(value: Double, label: Int)>>, level: Int) -> Int {
        var counts = [Int](repeating: 0, count: classes)
        for row in rows { counts[row.label] += 1 }
        let node = nodes.count
        nodes.append(Node(counts: counts))
        guard level < Self.mostLevels, let split = bestSplit(rows, counts) else { return node }
        nodes[node].threshold = Midpoint.between(rows[split - 1].value, rows[split].value)
        let left = grow(rows[..<split], level: level + 1)
        let right = grow(rows[split...], level: level + 1)
        (nodes[node].left, nodes[node].right) = (left, right)
        return node
    }

    /// Where the right side starts for the least impurity; nil where no split lowers it.
    private func bestSplit(_ rows: Slice<UnsafeBufferPointer<(value: Double, label: Int)>>, _ counts: [Int]) -> Int? {
        let total = Double(rows.count)
        func purity(_ squares: Int, _ size: Double) -> Double { Double(squares) / size }
        var left = [Int](repeating: 0, count: classes)
        var right = counts
        var leftSquares = 0
        var rightSquares = counts.reduce(0) { $0 + $1 * $1 }
        var best = purity(rightSquares, total) + 1e-9 * total
        var place: Int?
        for index in rows.indices.dropLast() {
            let label = rows[index].label
            leftSquares += 2 * left[label] + 1
            rightSquares -= 2 * right[label] - 1
            left[label] += 1
            right[label] -= 1
            let size = index - rows.startIndex + 1
            guard rows[index].value < rows[index + 1].value, size >= fewestInLeaf, rows.count - size >= fewestInLeaf
            else { continue }
            let found = purity(leftSquares, Double(size)) + purity(rightSquares, total - Double(size))
            if found > best {
                best = found
                place = index + 1
            }
        }
        return place
    }

    /// Training rows by class, of each leaf.
    var leaves: [[Int]] { nodes.filter { $0.left < 0 }.map(\.counts) }

    /// The place in `leaves` of a number's leaf.
    func leaf(_ value: Double) -> Int {
        var node = 0
        while nodes[node].left >= 0 { node = value <= nodes[node].threshold ? nodes[node].left : nodes[node].right }
        return nodes[node].place
    }
}
