internal import TableIO

/// `leakage.preprocessing`: columns scaled by means or limits of all splits together.
///
/// A scaler fitted on all rows tells the training rows about the test rows. It leaves a trace: over all splits a column
/// has mean 0 and standard deviation 1 to rounding, or runs from exactly 0 to exactly 1, while the training split alone
/// does not.
struct PreprocessingLeakage: Check {
    let id = "leakage.preprocessing"
    let title = "Scaled before splitting"

    /// How near a mean is to 0 and a deviation to 1 when they were made so; single precision leaves about 1e-7.
    private static let tolerance = 1e-5
    private static let fewestRows = 20

    enum Scaling: String { case standardised, minmax }

    private struct Column {
        let name: String
        let scaling: Scaling
        let all: Moments
        let train: Moments
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        let train = data.trainingSplit
        var found: [Column] = []
        var measured = 0
        for name in data.splits[train].columnNames where data.has(name) && !data.hasRole(name) {
            let parts = data.splits.map { $0.table[name].flatMap(Moments.init) }
            guard !parts.contains(where: { $0 == nil }) else { continue }
            measured += 1
            let all = parts.dropFirst().reduce(parts[0]!) { $0.merged(with: $1!) }
            if let scaling = Self.scaling(all: all, train: parts[train]!) {
                found.append(Column(name: name, scaling: scaling, all: all, train: parts[train]!))
            }
        }
        guard measured > 0 else { return .skipped("no column of numbers is in all splits") }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : found.contains { $0.scaling == .standardised } ? .fail : .warn,
                summary: found.isEmpty
                    ? "no column was scaled over all splits"
                    : "\(Wording.count(found.count, "column")) \(found.count == 1 ? "was" : "were") scaled over all "
                        + "splits together: " + found.prefix(5).map { "'\($0.name)'" }.joined(separator: ", "),
                advice: "Split first, then fit the scaler on the training rows alone and apply it to the others.",
                values: ["columns": .list(found.map(value)), "measured": .integer(measured)],
                figures: found.isEmpty ? [] : [table(found)]))
    }

    private static func scaling(all: Moments, train: Moments) -> Scaling? {
        guard train.count >= fewestRows, all.count > train.count else { return nil }
        if abs(all.mean) < tolerance, all.isUnit(within: tolerance) {
            return abs(train.mean) > 10 * tolerance || !train.isUnit(within: 10 * tolerance) ? .standardised : nil
        }
        let hasValuesBetween = all.hasFractions
        if all.min == 0, all.max == 1, hasValuesBetween, train.min > 0 || train.max < 1 { return .minmax }
        return nil
    }

    private func value(_ column: Column) -> ReportValue {
        [
            "column": .text(column.name), "scaling": .text(column.scaling.rawValue), "all": column.all.reported,
            "train": column.train.reported,
        ]
    }

    private func table(_ columns: [Column]) -> Figure {
        .table(
            title: "Scaled columns",
            columns: ["Column", "Scaling", "Mean of all", "Of train", "Deviation of all", "Of train"],
            rows: columns.map { column in
                [
                    column.name, column.scaling.rawValue, Wording.decimal(column.all.mean, 6),
                    Wording.decimal(column.train.mean, 6), Wording.decimal(column.all.deviation, 6),
                    Wording.decimal(column.train.deviation, 6),
                ]
            })
    }
}
