internal import Glibc

/// The chi-square distribution.
enum ChiSquare {
    /// The probability of at least `statistic`, to about 1e-14: the regularised upper incomplete gamma function, by its
    /// series below the mean and by Lentz's continued fraction above.
    static func survival(_ statistic: Double, freedom: Int) -> Double {
        guard statistic > 0, freedom > 0 else { return 1 }
        let a = Double(freedom) / 2
        let x = statistic / 2
        let scale = exp(-x + a * log(x) - logGamma(a))
        return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x)
    }

    /// Unlike `lgamma` it writes to no global variable, which checks on several threads would share.
    static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        var n = a
        repeat {
            n += 1
            term *= x / n
            sum += term
        } while term > sum * 1e-17
        return sum
    }

    private static func fraction(_ a: Double, _ x: Double) -> Double {
        var b = x + 1 - a
        var c = 1 / 1e-300
        var d = 1 / b
        var result = d
        for i in 1...10_000 {
            let an = -Double(i) * (Double(i) - a)
            b += 2
            d = 1 / nonzero(an * d + b)
            c = nonzero(b + an / c)
            result *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return result
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }

    /// Pearson's test of independence of a table of counts, without a correction; rows and columns that are all zero do
    /// not count.
    static func independence(_ table: [[Int]]) -> (statistic: Double, freedom: Int, p: Double, cramersV: Double?) {
        let rows = table.map { $0.reduce(0, +) }
        let columns = (table.first ?? []).indices.map { column in table.reduce(0) { $0 + $1[column] } }
        let total = Double(rows.reduce(0, +))
        let height = rows.count { $0 > 0 }
        let width = columns.count { $0 > 0 }
        guard height > 1, width > 1 else { return (0, 0, 1, nil) }
        var statistic = 0.0
        for (row, counts) in table.enumerated() where rows[row] > 0 {
            for (column, count) in counts.enumerated() where columns[column] > 0 {
                let expected = Double(rows[row]) * Double(columns[column]) / total
                statistic += (Double(count) - expected) * (Double(count) - expected) / expected
            }
        }
        let freedom = (height - 1) * (width - 1)
        return (
            statistic, freedom, survival(statistic, freedom: freedom),
            corrected(statistic / total, height, width, total)
        )
    }

    /// The likelihood-ratio test (G) of independence of a table of counts; its p-value is closer than Pearson's where counts
    /// are small and far from what is expected.
    static func likelihoodRatio(_ table: [[Int]]) -> (statistic: Double, p: Double) {
        let rows = table.map { $0.reduce(0, +) }
        let columns = (table.first ?? []).indices.map { column in table.reduce(0) { $0 + $1[column] } }
        let total = Double(rows.reduce(0, +))
        let (height, width) = (rows.count { $0 > 0 }, columns.count { $0 > 0 })
        guard height > 1, width > 1 else { return (0, 1) }
        var statistic = 0.0
        for (row, counts) in table.enumerated() {
            for (column, count) in counts.enumerated() where count > 0 {
                let expected = Double(rows[row]) * Double(columns[column]) / total
                statistic += 2 * Double(count) * log(Double(count) / expected)
            }
        }
        statistic = max(0, statistic)
        return (statistic, survival(statistic, freedom: (height - 1) * (width - 1)))
    }

    /// Cramér's V with Bergsma's correction of its bias (2013).
    private static func corrected(_ phi: Double, _ height: Int, _ width: Int, _ total: Double) -> Double? {
        guard total > 1 else { return nil }
        let (r, k) = (Double(height), Double(width))
        let unbiased = max(0, phi - (r - 1) * (k - 1) / (total - 1))
        let rows = r - (r - 1) * (r - 1) / (total - 1)
        let columns = k - (k - 1) * (k - 1) / (total - 1)
        let least = min(rows, columns) - 1
        return least > 0 ? (unbiased / least).squareRoot() : nil
    }
}

/// Kruskal and Wallis's test (1952): whether values of groups come from one distribution, by their ranks.
enum KruskalWallis {
    /// - Parameters:
    ///   - ranks: the rank of each value, 1 for the least; the mean rank for equal values.
    ///   - groups: the group of each value, from 0; negative ones are left out by the caller.
    ///   - ties: sum of t³ - t over the sets of equal values.
    /// - Returns: nil with fewer than two groups, or when all values are equal. `effect` is epsilon squared, 0 to 1.
    static func test(
        ranks: [Double], groups: [Int32], groupCount: Int, ties: Double = 0
    ) -> (statistic: Double, p: Double, effect: Double)? {
        var sums = [Double](repeating: 0, count: groupCount)
        var counts = [Double](repeating: 0, count: groupCount)
        for (rank, group) in zip(ranks, groups) {
            sums[Int(group)] += rank
            counts[Int(group)] += 1
        }
        let n = Double(ranks.count)
        let used = counts.count { $0 > 0 }
        let correction = 1 - ties / (n * n * n - n)
        guard used > 1, n > 2, correction > 0 else { return nil }
        let squares = zip(sums, counts).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 }
        let statistic = (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / correction
        return (statistic, ChiSquare.survival(statistic, freedom: used - 1), statistic / (n - 1))
    }
}
