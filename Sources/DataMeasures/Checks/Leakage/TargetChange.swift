/// How much less a column tells of the labels of another split than of those of training, by rows with the same mix of
/// labels.
struct TargetChange: Sendable {
    /// Fewer labeled rows say too little of a column's power.
    private static let fewestRows = 500
    /// Of each of two labels at least.
    private static let fewestOfLabel = 30

    let feature: String
    let split: String
    /// Of either split.
    let rows: Int
    /// Predictive power scores.
    let train: Double
    let other: Double

    /// The power of columns in training and in each other split, each learned and judged by as many rows of each stratum
    /// of labels in either, for power depends on how common labels are; the largest fall first.
    ///
    /// - Parameters:
    ///   - labeled: by split, the rows with a label, and the stratum of it, from 0.
    ///   - most: rows of a split.
    ///   - powers: of the columns, by some rows of a split.
    static func all(
        of columns: [String], _ data: MeasuredData, _ labeled: [[(row: Int, stratum: Int)]], strata: Int, most: Int,
        powers: (_ split: Int, _ rows: [Int]) -> [Double?]
    ) -> [TargetChange] {
        let train = data.trainingSplit
        let counts = labeled.map { rows in
            rows.reduce(into: [Int](repeating: 0, count: strata)) { $0[$1.stratum] += 1 }
        }
        func compared(_ split: Int, _ taken: [Int]) -> [Double?] {
            var left = taken
            let rows = labeled[split].filter {
                left[$0.stratum] -= 1
                return left[$0.stratum] >= 0
            }
            return powers(split, rows.map(\.row))
        }
        return data.splits.indices.filter { $0 != train }.flatMap { other -> [TargetChange] in
            guard let taken = rows(counts[train], counts[other], most: most) else { return [] }
            let found = zip(compared(train, taken), compared(other, taken))
            return zip(columns, found).compactMap { column, powers in
                guard let own = powers.0, let there = powers.1 else { return nil }
                return TargetChange(
                    feature: column, split: data.splits[other].name, rows: taken.reduce(0, +), train: own, other: there)
            }
        }.sorted { ($1.difference, $0.feature, $0.split) < ($0.difference, $1.feature, $1.split) }
    }

    /// How many rows of each stratum to compare, as many of either split; nil if too few.
    ///
    /// - Parameter most: all of them together.
    private static func rows(_ train: [Int], _ other: [Int], most: Int) -> [Int]? {
        var rows = zip(train, other).map { min($0, $1) }
        let all = rows.reduce(0, +)
        if all > most { rows = rows.map { $0 * most / all } }
        let labels = rows.count { $0 >= fewestOfLabel }
        return labels > 1 && rows.reduce(0, +) >= fewestRows ? rows : nil
    }

    var difference: Double { train - other }

    var words: String {
        "; '\(feature)' tells far less of the labels of \(split) (predictive power \(Wording.decimal(other, 2)) against "
            + "\(Wording.decimal(train, 2)))"
    }

    var value: ReportValue {
        [
            "feature": .text(feature), "split": .text(split), "rows": .integer(rows), "pps": .number(train),
            "pps_there": .number(other), "difference": .number(difference),
        ]
    }
}
