/// Rows that are joined by similar pairs, directly or over others.
struct SimilarClusters {
    /// Of each class of rows, the least class of its cluster.
    private let clusterOf: [Int32]
    private let sizes: [Int]

    /// - Parameter splits: the splits whose rows are joined; rows of others join nothing.
    init(_ similar: SimilarRows, splits: [Int]) {
        let counts = (0..<similar.classCount).map { group in splits.reduce(0) { $0 + Int(similar.sizes[$1][group]) } }
        var sets = UnionFind(count: similar.classCount)
        for pair in similar.near where counts[Int(pair.a)] > 0 && counts[Int(pair.b)] > 0 { sets.join(pair.a, pair.b) }
        clusterOf = counts.indices.map { sets.find(Int32($0)) }
        var sizes = [Int](repeating: 0, count: counts.count)
        for (group, count) in counts.enumerated() { sizes[Int(clusterOf[group])] += count }
        self.sizes = sizes
    }

    /// Clusters of two rows or more, and the rows in them.
    var repeated: (clusters: Int, rows: Int) {
        sizes.reduce(into: (0, 0)) { sum, size in
            if size > 1 { sum = (sum.0 + 1, sum.1 + size) }
        }
    }

    /// The number of the cluster of a class, if other rows are in it too.
    func repeated(_ group: Int32) -> Int32? {
        guard group >= 0 else { return nil }
        let cluster = clusterOf[Int(group)]
        return sizes[Int(cluster)] > 1 ? cluster : nil
    }
}

/// The rows of each class in one split.
struct ClassRows {
    private let starts: [Int32]
    private let rows: [Int32]

    init(_ similar: SimilarRows, split: Int) {
        var starts: [Int32] = [0]
        for size in similar.sizes[split] { starts.append(starts.last! + size) }
        var next = starts
        var rows = [Int32](repeating: 0, count: Int(starts.last!))
        for (row, group) in similar.classOfRow[split].enumerated() where group >= 0 {
            rows[Int(next[Int(group)])] = Int32(row)
            next[Int(group)] += 1
        }
        self.starts = starts
        self.rows = rows
    }

    subscript(group: Int32) -> ArraySlice<Int32> { rows[Int(starts[Int(group)])..<Int(starts[Int(group) + 1])] }
}
