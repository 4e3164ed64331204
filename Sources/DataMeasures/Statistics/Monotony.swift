internal import Glibc

/// How nearly a number is a strictly monotone function of another one, whatever their distributions.
///
/// By Spearman's rank correlation over all rows and over one row of each label, whichever is lower: so neither a label that
/// most rows have nor one that few have hides what the number does not tell. `power` is the part of the deviation of ranks
/// that it leaves unexplained, taken from 1; on a normal distribution that is about the part of the absolute error.
struct Monotony {
    let power: Double
    /// 95 %, by Fisher's transformation with the variance of Fieller, Hartley and Pearson (1957).
    let low: Double
    let high: Double

    private static let fewestLabels = 30
    private static let quantile = 1.959963984540054

    /// nil where a number in twenty is missing, or labels are too few.
    init?(_ numbers: [Double], labels: [Double]) {
        let present = numbers.indices.filter { !numbers[$0].isNaN }
        guard present.count * 20 >= numbers.count * 19 else { return nil }
        var own: [Int] = []
        for place in RadixSort.order(present.map { SortKey.of(labels[$0]) }) {
            let row = present[Int(place)]
            if own.last.map({ labels[$0] != labels[row] }) ?? true { own.append(row) }
        }
        guard own.count >= Self.fewestLabels else { return nil }
        let found = [present, own].compactMap { rows in
            Correlation.pearson(Ranks(rows.map { numbers[$0] }).ranks, Ranks(rows.map { labels[$0] }).ranks).map {
                (size: rows.count, r: $0.r.magnitude)
            }
        }
        guard found.count == 2 else { return nil }
        power = Self.power(min(found[0].r, found[1].r))
        func bound(_ sign: Double) -> Double {
            found.map { size, r in
                Self.power(tanh(max(0, atanh(r) + sign * Self.quantile * (1.06 / Double(size - 3)).squareRoot())))
            }.min()!
        }
        low = bound(-1)
        high = bound(1)
    }

    private static func power(_ r: Double) -> Double { 1 - max(0, 1 - r * r).squareRoot() }
}
