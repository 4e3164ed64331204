internal import TableIO

/// `splits.novel`: labels and categories of a split that the training split never has, the splits' sizes, and whether
/// their labels are mixed alike. A label of more than 20 different numbers is a quantity, not compared here: nearly every
/// value of a small split is new.
///
/// The mix is compared by Pearson's chi-square test over labels and splits, with Cramér's V in Bergsma's correction.
struct NovelValues: Check {
    let id = "splits.novel"
    let title = "What training never sees"

    static let likelihood = Threshold(
        "splits.novel.p", 0.001, "p-value below which another mix of labels is not chance")
    static let shift = Threshold(
        "splits.novel.cramers_v_warn", 0.1, "association of label and split; below, the mix differs little")
    var thresholds: [Threshold] { [Self.likelihood, Self.shift] }

    /// Columns of text with more values than this share of the rows, or than a few, are no categories.
    private static let mostDistinct = 0.05
    private static let fewValues = 20

    private struct Novelty {
        let column: String
        let isLabel: Bool
        let split: Int
        let values: [(value: String, rows: Int)]
        let distinct: Int
        let rows: Int
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        let train = data.trainingSplit
        guard data.splits[train].rowCount > 0 else { return .skipped("there is no row to learn from") }
        let label = data.roles.label.map(\.column).flatMap { isQuantity($0, data) ? nil : $0 }
        var novelties: [Novelty] = []
        for name in data.splits[train].columnNames where data.has(name) && (name == label || isCategory(name, data)) {
            for split in data.splits.indices where split != train {
                novelties.append(novelty(data, name, isLabel: name == label, split, train))
            }
        }
        let found = novelties.filter { $0.distinct > 0 }
        let mix = label.flatMap { data.has($0) ? labelMix(data, $0) : nil }
        let isShifted = mix.map { $0.p < data[Self.likelihood] && ($0.cramersV ?? 0) >= data[Self.shift] } ?? false
        let newLabels = found.filter(\.isLabel)
        let verdict: Verdict = !newLabels.isEmpty ? .fail : found.isEmpty && !isShifted ? .pass : .warn
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(found, newLabels, isShifted, data),
                advice: "Split again so that training has every label, or drop what it cannot learn; draw splits by "
                    + "label where their mix differs.",
                values: [
                    "columns": .list(novelties.map { value($0, data) }), "sizes": sizes(data, train),
                    "label_mix": mix.map {
                        [
                            "statistic": .number($0.statistic), "freedom": .integer($0.freedom), "p": .number($0.p),
                            "cramers_v": ReportValue($0.cramersV),
                        ]
                    } ?? .null,
                ],
                examples: examples(found, data), figures: found.isEmpty ? [] : [table(found, data)]))
    }

    private func isCategory(_ name: String, _ data: MeasuredData) -> Bool {
        guard !data.hasRole(name), !data.input.bookkeeping.contains(name),
            data.splits.allSatisfy({ $0.table[name]!.isText })
        else { return false }
        let rows = data.splits.reduce(0) { $0 + $1.rowCount }
        return Double(data.valueCodes(name).count) <= max(Double(Self.fewValues), Self.mostDistinct * Double(rows))
    }

    private func isQuantity(_ name: String, _ data: MeasuredData) -> Bool {
        data.has(name) && data.valueCodes(name).count > Self.fewValues
            && data.splits.allSatisfy { $0.table[name]!.asNumbers() != nil }
    }

    private func novelty(_ data: MeasuredData, _ name: String, isLabel: Bool, _ split: Int, _ train: Int) -> Novelty {
        let codes = data.valueCodes(name)
        let known = codes.counts(table: train)
        let counts = zip(codes.counts(table: split), known).map { $1 > 0 ? 0 : $0 }
        let most = codes.most(counts, limit: 10)
        return Novelty(
            column: name, isLabel: isLabel, split: split,
            values: most.filter { counts[Int($0)] > 0 }.map { (codes.value($0), counts[Int($0)]) },
            distinct: counts.count { $0 > 0 }, rows: counts.reduce(0, +))
    }

    private func labelMix(
        _ data: MeasuredData, _ label: String
    ) -> (statistic: Double, freedom: Int, p: Double, cramersV: Double?) {
        // In the order of the labels, so that sums do not depend on that of the rows.
        let codes = data.valueCodes(label).ordered()
        return ChiSquare.independence(data.splits.indices.map { codes.counts(table: $0) })
    }

    private func sizes(_ data: MeasuredData, _ train: Int) -> ReportValue {
        .list(
            data.splits.map { split in
                [
                    "split": .text(split.name), "rows": .integer(split.rowCount),
                    "ratio_to_train": data.splits[train].rowCount == 0
                        ? .null : .number(Double(split.rowCount) / Double(data.splits[train].rowCount)),
                ]
            })
    }

    private func summary(
        _ found: [Novelty], _ newLabels: [Novelty], _ isShifted: Bool, _ data: MeasuredData
    ) -> String {
        var parts: [String] = []
        let train = data.splits[data.trainingSplit].name
        if let worst = newLabels.max(by: { $0.rows < $1.rows }) {
            parts.append(
                "\(Wording.count(worst.distinct, "label")) of \(data.splits[worst.split].name) "
                    + "\(worst.distinct == 1 ? "is" : "are") never in \(train): \(Wording.count(worst.rows, "row"))")
        }
        if let worst = found.filter({ !$0.isLabel }).max(by: { $0.rows < $1.rows }) {
            parts.append(
                "\(Wording.count(worst.distinct, "value")) of '\(worst.column)' in \(data.splits[worst.split].name) "
                    + "\(worst.distinct == 1 ? "is" : "are") new")
        }
        if isShifted { parts.append("labels are mixed differently in the splits") }
        return parts.isEmpty
            ? "training has every label and category of the other splits" : parts.joined(separator: "; ")
    }

    private func value(_ novelty: Novelty, _ data: MeasuredData) -> ReportValue {
        [
            "column": .text(novelty.column), "label": .bool(novelty.isLabel),
            "split": .text(data.splits[novelty.split].name), "values": .integer(novelty.distinct),
            "rows": .integer(novelty.rows),
            "rows_interval": WilsonInterval.of(novelty.rows, in: data.splits[novelty.split].rowCount),
        ]
    }

    private func table(_ found: [Novelty], _ data: MeasuredData) -> Figure {
        .table(
            title: "Values that training never has", columns: ["Column", "Split", "Values", "Rows", "Most common"],
            rows: found.map { novelty in
                [
                    novelty.column, data.splits[novelty.split].name, Wording.count(novelty.distinct),
                    Wording.count(novelty.rows), novelty.values.first.map { Excerpt.of($0.value) } ?? "",
                ]
            })
    }

    private func examples(_ found: [Novelty], _ data: MeasuredData) -> [ReportValue] {
        found.flatMap { novelty in
            novelty.values.map { entry in
                [
                    "column": .text(novelty.column), "split": .text(data.splits[novelty.split].name),
                    "value": .text(Excerpt.of(entry.value)), "rows": .integer(entry.rows),
                ]
            }
        }.prefix(data.settings.exampleLimit).map { $0 }
    }
}
