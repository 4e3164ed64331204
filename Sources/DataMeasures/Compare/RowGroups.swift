internal import TableIO

/// The rows of all splits, sorted into groups of equal ones.
struct RowGroups: Sendable {
    /// The group of each row, by split; groups are numbered in the order of their first rows.
    let groupOfRow: [[Int32]]
    /// Rows of each group, by split.
    let sizes: [[Int32]]

    var groupCount: Int { sizes.first?.count ?? 0 }

    /// - Parameters:
    ///   - columns: the compared columns of each split, unified, in the same order for every split.
    ///   - rowCounts: rows of each split.
    /// - Complexity: O(*n*) expected in the bytes of the rows.
    init(_ columns: [[ComparedColumn]], rowCounts: [Int], threads: Int) {
        let hashes = parallelMap(columns.count, threads: threads) { split in
            var hashes = [UInt64](repeating: 0, count: rowCounts[split])
            for column in columns[split] { column.fold(into: &hashes) }
            return hashes
        }
        let total = rowCounts.reduce(0, +)
        var capacity = 16
        while capacity < total * 2 { capacity *= 2 }
        let mask = capacity - 1
        var slots = [Int32](repeating: -1, count: capacity)
        var firsts: [(split: Int32, row: Int32)] = []
        var groups = rowCounts.map { [Int32](repeating: 0, count: $0) }
        for split in columns.indices {
            for row in 0..<rowCounts[split] {
                let hash = hashes[split][row]
                var slot = Int(truncatingIfNeeded: hash) & mask
                while true {
                    let group = slots[slot]
                    if group < 0 {
                        slots[slot] = Int32(firsts.count)
                        groups[split][row] = Int32(firsts.count)
                        firsts.append((Int32(split), Int32(row)))
                        break
                    }
                    let first = firsts[Int(group)]
                    if hashes[Int(first.split)][Int(first.row)] == hash,
                        Self.equal(columns[split], row, columns[Int(first.split)], Int(first.row))
                    {
                        groups[split][row] = group
                        break
                    }
                    slot = (slot + 1) & mask
                }
            }
        }
        groupOfRow = groups
        sizes = groups.map { rows in
            var sizes = [Int32](repeating: 0, count: firsts.count)
            for group in rows { sizes[Int(group)] += 1 }
            return sizes
        }
    }

    private static func equal(_ a: [ComparedColumn], _ row: Int, _ b: [ComparedColumn], _ other: Int) -> Bool {
        for index in a.indices where !a[index].equals(row, in: b[index], other) { return false }
        return true
    }
}
