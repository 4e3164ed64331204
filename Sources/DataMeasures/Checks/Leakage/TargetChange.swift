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

    /// How many rows of each label to compare, as many of either split; nil if too few.
    ///
    /// - Parameter most: all of them together.
    static func rows(_ train: [Int], _ other: [Int], most: Int) -> [Int]? {
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
