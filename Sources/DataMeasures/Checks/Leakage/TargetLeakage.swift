internal import Consensus
internal import TableIO

/// `leakage.target`: one column alone, or its being missing, predicts the label.
///
/// By a decision tree on that column in 5-fold cross-validation over the training split: numbers as they are, other
/// values by the share of the label they have in the folds that are learned from, and numbers that recur so too where that
/// tells more (`NumberCodes`). Of columns whose values hardly recur the
/// part of names, such as a folder in a path, or the single word of texts that gives the label best is taken as well. Folds
/// are drawn by the content of the rows, equal ones in turn, so that the order of rows changes nothing. Fails when a lower
/// bound of the accuracy (95 %, Wilson) reaches 0.95 and half the errors of guessing the most common label are gone; a
/// column that a single class can be told by, as petals tell one species of iris, is a warning. So is a high predictive power
/// score (`TargetFeature.power`), and one that is lower in another split (`TargetChange`). Of more than 100,000
/// labeled rows as many are taken, by a hash of their cells; the interval of the accuracy says how far that can be off.
/// Where their texts have more than 256 MiB, words are chosen by as many of them, and tried on all. Labels that are numbers of
/// more than 50 values are predicted as numbers (`NumericTarget`).
struct TargetLeakage: Check {
    let id = "leakage.target"
    let title = "Columns that tell the label"

    static let power = Threshold(
        "leakage.target.pps_warn", 0.7,
        "predictive power score of one column; so much in one column is seldom known before the label")
    static let change = Threshold(
        "leakage.target.pps_difference_warn", 0.2,
        "by how much a column's predictive power score is higher in training than in another split, by rows with the same "
            + "mix of labels; what tells the label in training alone came with how its rows were gathered")
    var thresholds: [Threshold] { [Self.power, Self.change] }

    static let folds = 5
    static let mostRows = 100_000
    /// Labels of more different values are numbers to be predicted, if they are numbers.
    static let mostClasses = 50
    static let fewestRows = 50
    static let listed = 50
    static let advice =
        "Ask when this column is filled in: what is known only after the label must not be learned from."

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let train = data.trainingSplit
        let split = data.splits[train]
        let names = split.columnNames.filter { name in
            name != label && data.has(name) && name != data.roles.split?.column && !data.roles.isProbability(name)
        }
        let values = data.valueCodes(label)
        if values.count > Self.mostClasses, let numbers = NumericTarget(data, label: label) {
            return numbers.measure(names)
        }
        // Codes in the order of the values, which no order of rows changes.
        let codes = values.ordered()
        let labeled = Self.labeled(data, train, codes)
        guard labeled.count >= Self.fewestRows else {
            return .skipped("there are fewer than \(Self.fewestRows) labeled rows")
        }
        guard codes.count > 1, codes.count <= Self.mostClasses else {
            return .skipped(
                "there \(codes.count == 1 ? "is" : "are") \(Wording.count(codes.count, "label")); 2 to "
                    + "\(Self.mostClasses) are needed, or numbers")
        }
        let rows = labeled.prefix(Self.mostRows).sorted()
        let (text, audio) = (data.roles.text?.column, data.roles.audio?.column)
        let isWhole = rows.count == split.rowCount && text.map { names.contains($0) && data.has($0) } == true
        let features = Self.features(
            data, train, rows, codes, texts: isWhole ? data.textSample([train], most: .max) : nil)
        let found = parallelMap(names.count, threads: data.settings.threads) { index in
            let name = names[index]
            return features.of(split.table[name]!, isText: name == text, isRecording: name == audio)
        }.flatMap { $0 }
        guard !found.isEmpty else { return .skipped("there is no column that could tell the label") }
        let ranked = found.sorted(by: TargetFeature.comesBefore)
        let leaks = ranked.filter(\.isLeak)
        let suspects = ranked.filter { $0.isSuspect || ($0.power ?? 0) >= data[Self.power] }
        let changes = changes(
            data, codes, ranked.filter { $0.kind == .value && ($0.power ?? 0) >= data[Self.change] })
        let changed = changes.filter { $0.difference >= data[Self.change] }
        return .measured(
            Measurement(
                verdict: !leaks.isEmpty ? .fail : suspects.isEmpty && changed.isEmpty ? .pass : .warn,
                summary: summary(leaks.first ?? suspects.first ?? ranked[0], isSuspect: !suspects.isEmpty)
                    + (changed.first.map(\.words) ?? "")
                    + Wording.sample(rows.count, of: labeled.count, "row"),
                advice: Self.advice,
                values: [
                    "label_kind": "category",
                    "features": .list(ranked.prefix(Self.listed).map { value($0, codes) }),
                    "changes": .list(changes.prefix(Self.listed).map(\.value)),
                    "rows": .integer(rows.count), "of_rows": .integer(labeled.count),
                    "folds": .integer(Self.folds), "split": .text(split.name),
                ],
                figures: [table(Array(ranked.prefix(20)))]))
    }

    /// Rows of a split with a label, in an order that their place in the file does not change.
    private static func labeled(_ data: MeasuredData, _ split: Int, _ codes: ValueCodes) -> [Int] {
        data.canonicalOrder(split).lazy.map { Int($0) }.filter { codes.codes[split][$0] >= 0 }
    }

    private static func features(
        _ data: MeasuredData, _ split: Int, _ rows: [Int], _ codes: ValueCodes, texts: TextBag? = nil
    ) -> TargetFeatures {
        let validation = CrossValidation(
            labels: rows.map { Int(codes.codes[split][$0]) }, classes: codes.count,
            folds: folds(data.rowHashes(split), rows), foldCount: folds)
        return TargetFeatures(rows, validation, texts: texts)
    }

    /// The columns' predictive power in training and in each other split, each by as many rows of each label.
    private func changes(_ data: MeasuredData, _ codes: ValueCodes, _ features: [TargetFeature]) -> [TargetChange] {
        guard !features.isEmpty, data.splits.count > 1 else { return [] }
        let labeled = data.splits.indices.map { split in
            Self.labeled(data, split, codes).map { (row: $0, stratum: Int(codes.codes[split][$0])) }
        }
        return TargetChange.all(
            of: features.map(\.name), data, labeled, strata: codes.count, most: Self.mostRows
        ) { split, rows in
            let made = Self.features(data, split, rows.sorted(), codes)
            let columns = features.map { data.splits[split].table[$0.name]! }
            return parallelMap(columns.count, threads: data.settings.threads) { index in
                made.of(columns[index], isText: false, isRecording: false).first { $0.kind == .value }?.power
            }
        }
    }

    static func folds(_ hashes: [UInt64], _ rows: [Int]) -> [Int] {
        // Equal rows are dealt out in turn: in one fold they would never be learned from when they are judged.
        var dealt: [UInt64: UInt64] = [:]
        return rows.map { row in
            let turn = dealt[hashes[row], default: 0]
            dealt[hashes[row]] = turn + 1
            return Int((hashes[row] % UInt64(folds) + turn) % UInt64(folds))
        }
    }

    private func summary(_ worst: TargetFeature, isSuspect: Bool) -> String {
        let accuracy = "\(Wording.decimal(worst.quality.accuracy * 100, 1)) % of the labels"
        if !isSuspect { return "no column tells the label; the best, '\(worst.name)', gives \(accuracy)" }
        return "\(worst.description) gives \(accuracy)"
            + (worst.quality.determined.isEmpty
                ? "" : "; labels it tells nearly always: \(worst.quality.determined.count)")
    }

    private func value(_ feature: TargetFeature, _ codes: ValueCodes) -> ReportValue {
        [
            "feature": .text(feature.name), "kind": .text(feature.kind.rawValue), "token": ReportValue(feature.token),
            "accuracy": .number(feature.quality.accuracy), "auc": ReportValue(feature.quality.auc),
            "nmi": .number(feature.quality.nmi), "pps": ReportValue(feature.power),
            "baseline": .number(feature.baseline),
            "accuracy_interval": WilsonInterval.of(feature.quality.right, in: feature.rows),
            "determined": .list(feature.quality.determined.map { .text(Excerpt.of(codes.value(Int32($0)))) }),
        ]
    }

    private func table(_ features: [TargetFeature]) -> Figure {
        .table(
            title: "How well each column alone gives the label",
            columns: [
                "Column", "By its", "Accuracy", "AUC", "Mutual information", "Predictive power", "Guessing gives",
            ],
            rows: features.map { feature in
                [
                    feature.name, feature.token ?? feature.kind.rawValue, Wording.decimal(feature.quality.accuracy),
                    Wording.decimal(feature.quality.auc), Wording.decimal(feature.quality.nmi),
                    Wording.decimal(feature.power), Wording.decimal(feature.baseline),
                ]
            })
    }
}
