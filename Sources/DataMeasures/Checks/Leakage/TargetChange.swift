/// How much less a column tells of the labels of another split than of those of training.
struct TargetChange: Sendable {
    /// Fewer labeled rows say too little of a column's power.
    static let fewestRows = 500

    let feature: String
    let split: String
    /// Of either split.
    let rows: Int
    /// Predictive power scores.
    let train: Double
    let other: Double

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
