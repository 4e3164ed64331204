internal import TableIO

/// `leakage.target` where the label is a number of more values than there may be classes.
///
/// Each column alone predicts it by a regression tree, other values than numbers by the mean of the labels that they have, in
/// 5-fold cross-validation. What counts is the predictive power score, which part of the mean absolute error of guessing the
/// median goes: fails from 0.95 on (lower bound, 95 %), when a column says the label in other words. Numbers that recur are
/// taken as categories too where that tells more (`NumberCodes`), and a column whose order is that of the labels fails
/// whatever the tails of either (`Monotony`).
struct NumericTarget {
    private let data: MeasuredData
    private let label: String
    /// The label of each row, by split.
    private let numbers: [[Double]]

    /// nil where labels are no numbers.
    init?(_ data: MeasuredData, label: String) {
        var numbers: [[Double]] = []
        for column in data.columns(named: label) {
            guard let own = column.asNumbers() else { return nil }
            numbers.append(own)
        }
        guard numbers.count == data.splits.count else { return nil }
        self.numbers = numbers
        self.data = data
        self.label = label
    }

    func measure(_ names: [String]) -> Finding {
        let train = data.trainingSplit
        let split = data.splits[train]
        let labeled = labeled(train)
        guard labeled.count >= TargetLeakage.fewestRows else {
            return .skipped("there are fewer than \(TargetLeakage.fewestRows) labeled rows")
        }
        let rows = Array(labeled.prefix(TargetLeakage.mostRows))
        let validation = validation(train, rows)
        guard validation.targets.contains(where: { $0 != validation.targets[0] }) else {
            return .skipped("all labels of split '\(split.name)' are the same number")
        }
        let (text, audio) = (data.roles.text?.column, data.roles.audio?.column)
        let ranked = parallelMap(names.count, threads: data.settings.threads) { [names] index in
            let name = names[index]
            return NumberFeature.of(
                split.table[name]!, rows, validation, isText: name == text, isRecording: name == audio)
        }.flatMap { $0 }.sorted(by: NumberFeature.comesBefore)
        guard let best = ranked.first else { return .skipped("there is no column that could tell the label") }
        let (power, difference) = (data[TargetLeakage.power], data[TargetLeakage.change])
        let isSuspect = best.isLeak || (best.power ?? 0) >= power
        let leak = ranked.first(where: \.isLeak)
        let changes = changes(ranked.filter { $0.kind == .value && ($0.power ?? 0) >= difference })
        let changed = changes.filter { $0.difference >= difference }
        return .measured(
            Measurement(
                verdict: leak != nil ? .fail : isSuspect || !changed.isEmpty ? .warn : .pass,
                summary: summary(leak ?? best, isSuspect: isSuspect) + (changed.first.map(\.words) ?? "")
                    + Wording.sample(rows.count, of: labeled.count, "row"),
                advice: TargetLeakage.advice,
                values: [
                    "label_kind": "number",
                    "features": .list(ranked.prefix(TargetLeakage.listed).map(value)),
                    "changes": .list(changes.prefix(TargetLeakage.listed).map(\.value)),
                    "rows": .integer(rows.count), "of_rows": .integer(labeled.count),
                    "folds": .integer(TargetLeakage.folds), "split": .text(split.name),
                ],
                figures: [table(Array(ranked.prefix(20)))]))
    }

    /// Rows of a split with a label, in an order that their place in the file does not change.
    private func labeled(_ split: Int) -> [Int] {
        data.canonicalOrder(split).lazy.map { Int($0) }.filter { numbers[split][$0].isFinite }
    }

    /// Rows stay in that order, so that sums do not depend on their place in the file either.
    private func validation(_ split: Int, _ rows: [Int]) -> NumberValidation {
        NumberValidation(
            labels: rows.map { numbers[split][$0] }, folds: TargetLeakage.folds(data.rowHashes(split), rows),
            foldCount: TargetLeakage.folds)
    }

    /// The columns' predictive power in training and in each other split, each by as many rows of each tenth of training's
    /// labels.
    private func changes(_ features: [NumberFeature]) -> [TargetChange] {
        guard !features.isEmpty, data.splits.count > 1 else { return [] }
        let rows = data.splits.indices.map(labeled)
        let train = data.trainingSplit
        let bins = QuantileBins(rows[train].map { numbers[train][$0] }.sorted(), bins: 10)
        let labeled = data.splits.indices.map { split in
            rows[split].map { (row: $0, stratum: bins.bin(of: numbers[split][$0])) }
        }
        return TargetChange.all(
            of: features.map(\.name), data, labeled, strata: bins.count, most: TargetLeakage.mostRows
        ) { split, rows in
            let validation = validation(split, rows)
            let columns = features.map { data.splits[split].table[$0.name]! }
            return parallelMap(columns.count, threads: data.settings.threads) { index in
                NumberFeature.of(columns[index], rows, validation, isText: false, isRecording: false)
                    .first { $0.kind == .value }?.power
            }
        }
    }

    private func summary(_ worst: NumberFeature, isSuspect: Bool) -> String {
        let error = worst.kind == .order ? "deviation of its ranks" : "error of guessing"
        let part = "\(Wording.decimal(worst.power.map { $0 * 100 }, 1)) % of the \(error) away"
        if !isSuspect { return "no column tells the label; the best, '\(worst.name)', takes \(part)" }
        return "\(worst.description) gives '\(label)' and takes \(part)"
    }

    private func value(_ feature: NumberFeature) -> ReportValue {
        [
            "feature": .text(feature.name), "kind": .text(feature.kind.rawValue), "token": ReportValue(feature.token),
            "mae": ReportValue(feature.error), "baseline_mae": ReportValue(feature.baseline),
            "pps": ReportValue(feature.power),
            "pps_interval": feature.interval.map { [.number($0.low), .number($0.high)] } ?? .null,
        ]
    }

    private func table(_ features: [NumberFeature]) -> Figure {
        .table(
            title: "How well each column alone gives the label",
            columns: [
                "Column", "By its", "Mean absolute error", "Guessing gives", "Predictive power", "95 % interval",
            ],
            rows: features.map { feature in
                [
                    feature.name, feature.token ?? feature.kind.rawValue, Wording.decimal(feature.error),
                    Wording.decimal(feature.baseline), Wording.decimal(feature.power),
                    "\(Wording.decimal(feature.interval?.low)) to \(Wording.decimal(feature.interval?.high))",
                ]
            })
    }
}
