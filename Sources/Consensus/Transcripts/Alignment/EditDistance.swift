/// Levenshtein distance: the fewest insertions, deletions and substitutions that turn one sequence into the other.
struct EditDistance {
    private var row: [Int32] = []

    /// - Complexity: O(*nm*) time for the two lengths, O(*m*) memory that is used again.
    mutating func between<Element: Equatable>(_ a: ArraySlice<Element>, _ b: ArraySlice<Element>) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        row.removeAll(keepingCapacity: true)
        for column in 0...b.count { row.append(Int32(column)) }
        return a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in row.withUnsafeMutableBufferPointer { Self.fill($0, a, b) } }
        }
    }

    private static func fill<Element: Equatable>(
        _ row: UnsafeMutableBufferPointer<Int32>, _ a: UnsafeBufferPointer<Element>, _ b: UnsafeBufferPointer<Element>
    ) -> Int {
        for i in a.indices {
            var diagonal = row[0]
            row[0] = Int32(i + 1)
            for j in b.indices {
                let above = row[j + 1]
                let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
                row[j + 1] = min(substituted, above + 1, row[j] + 1)
                diagonal = above
            }
        }
        return Int(row[b.count])
    }
}
