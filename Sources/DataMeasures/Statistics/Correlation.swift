internal import Glibc

/// How far two columns go together. Rows in which either is missing do not count.
enum Correlation {
    /// Pearson's r; nil for fewer than three rows, a constant column or one with an infinity.
    static func pearson(_ x: [Double], _ y: [Double]) -> (r: Double, p: Double)? {
        let count = x.count
        guard count > 2 else { return nil }
        // Squares of more than that overflow.
        let largest = [x, y].map { $0.reduce(0) { max($0, $1.magnitude) } }
        guard largest.allSatisfy({ $0 < 1e150 }) else {
            guard largest.allSatisfy(\.isFinite) else { return nil }
            return pearson(x.map { $0 / largest[0] }, y.map { $0 / largest[1] })
        }
        return x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                var (meanX, meanY) = (0.0, 0.0)
                for row in 0..<count {
                    meanX += x[row]
                    meanY += y[row]
                }
                meanX /= Double(count)
                meanY /= Double(count)
                var (xx, yy, xy) = (0.0, 0.0, 0.0)
                for row in 0..<count {
                    let (dx, dy) = (x[row] - meanX, y[row] - meanY)
                    xx += dx * dx
                    yy += dy * dy
                    xy += dx * dy
                }
                guard xx > 0, yy > 0 else { return nil }
                let r = max(-1, min(1, xy / xx.squareRoot() / yy.squareRoot()))
                return StudentT.twoSided(correlation: r, count: count).map { (r, $0) }
            }
        }
    }

    /// The correlation ratio of numbers by group: the root of the share of their variance that lies between groups, with
    /// the p-value of the F test.
    static func ratio(_ groups: [Int32], _ numbers: [Double], count: Int) -> (eta: Double, p: Double)? {
        var sums = [Double](repeating: 0, count: count)
        var sizes = [Double](repeating: 0, count: count)
        let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
        for (group, number) in zip(groups, numbers) {
            sums[Int(group)] += number - mean
            sizes[Int(group)] += 1
        }
        let used = Double(sizes.count { $0 > 0 })
        let between = zip(sums, sizes).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 }
        var within = 0.0
        for (group, number) in zip(groups, numbers) {
            let distance = number - mean - sums[Int(group)] / sizes[Int(group)]
            within += distance * distance
        }
        let freedom = Double(numbers.count) - used
        guard used > 1, freedom > 0, between + within > 0, (between + within).isFinite else { return nil }
        let f = within > 0 ? between / (used - 1) / (within / freedom) : .infinity
        return ((between / (between + within)).squareRoot(), FisherF.survival(f, used - 1, freedom))
    }

    /// Mutual information of two codings, in nats.
    static func information(_ table: [[Int]]) -> Double {
        let rows = table.map { Double($0.reduce(0, +)) }
        let columns = (table.first ?? []).indices.map { column in table.reduce(0.0) { $0 + Double($1[column]) } }
        let total = rows.reduce(0, +)
        var sum = 0.0
        for (row, counts) in table.enumerated() {
            for (column, count) in counts.enumerated() where count > 0 {
                let share = Double(count) / total
                sum += share * log(Double(count) * total / (rows[row] * columns[column]))
            }
        }
        return max(0, sum)
    }

    /// Variance inflation factors: the diagonal of the inverse of the correlation matrix; nil for the columns of a linear
    /// combination that gives a constant, whose factors are infinite.
    ///
    /// - Complexity: O(columns² · rows + columns³).
    static func inflation(_ columns: [[Double]]) -> [Double?] {
        var matrix = columns.indices.map { a in
            columns.indices.map { b in a == b ? 1 : pearson(columns[a], columns[b])?.r ?? 0 }
        }
        var factors = [Double?](repeating: nil, count: columns.count)
        var isSwept = [Bool](repeating: false, count: columns.count)
        // Columns one by one, that with most left unexplained first; what is left in the end depends on those swept.
        while let next = columns.indices.filter({ !isSwept[$0] }).max(by: { matrix[$0][$0] < matrix[$1][$1] }),
            matrix[next][next] > unexplained
        {
            sweep(&matrix, next)
            isSwept[next] = true
        }
        for column in columns.indices where isSwept[column] {
            let isExplained = columns.indices.contains { !isSwept[$0] && abs(matrix[$0][column]) > coefficient }
            factors[column] = isExplained ? nil : matrix[column][column]
        }
        return factors
    }

    /// The share of a column's variance below which it is but rounding.
    private static let unexplained = 1e-10
    /// Of standardised columns; below, one takes no part in what another is made of.
    private static let coefficient = 1e-5

    /// Goodnight's sweep operator (1979): after it, column `k` explains the others. Of a column swept and one that is not
    /// the cell is the regression coefficient, of two that are swept that of the inverse.
    private static func sweep(_ matrix: inout [[Double]], _ k: Int) {
        let pivot = matrix[k][k]
        for column in matrix.indices { matrix[k][column] /= pivot }
        for row in matrix.indices where row != k {
            let factor = matrix[row][k]
            for column in matrix.indices { matrix[row][column] -= factor * matrix[k][column] }
            matrix[row][k] = -factor / pivot
        }
        matrix[k][k] = 1 / pivot
    }
}
