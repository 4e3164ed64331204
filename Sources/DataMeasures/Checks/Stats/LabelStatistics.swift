internal import Glibc

/// `stats.labels`: how often each label occurs.
struct LabelStatistics: Check {
    let id = "stats.labels"
    let title = "Labels"

    static let mostImbalance = Threshold(
        "stats.labels.imbalance_warn", 20,
        "ratio of the most to the least common label; beyond, accuracy says little")
    var thresholds: [Threshold] { [Self.mostImbalance] }
    /// Labels a report lists.
    private static let listed = 1000

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let codes = data.valueCodes(label)
        let rows = data.splits.reduce(0) { $0 + $1.rowCount }
        if codes.count > Self.listed, codes.count * 2 > rows {
            return .skipped(
                "'\(label)' has \(Wording.count(codes.count)) different values in \(Wording.count(rows)) rows; it is "
                    + "not a set of labels")
        }
        var splits: [ReportValue] = []
        var figures: [Figure] = []
        var notes: [String] = []
        for (split, name) in data.splits.map(\.name).enumerated() {
            let counts = codes.counts(table: split)
            let most = codes.most(counts, limit: Self.listed).map { (label: codes.value($0), count: counts[Int($0)]) }
            let missing = codes.codes[split].count { $0 < 0 }
            let used = counts.filter { $0 > 0 }
            let imbalance = used.isEmpty ? nil : Double(used.max()!) / Double(used.min()!)
            splits.append([
                "split": .text(name), "labels": .integer(used.count), "missing": .integer(missing),
                "counts": .object(most.map { .init(name: $0.label, value: .integer($0.count)) }),
                "entropy": .number(Self.entropy(used)), "imbalance_ratio": ReportValue(imbalance),
            ])
            figures.append(.bars(title: "Labels in \(name)", Array(most.prefix(30))))
            if missing > 0 { notes.append("\(Wording.count(missing, "row")) of \(name) without a label") }
            if used.count == 1 { notes.append("\(name) has one label only") }
            if let imbalance, imbalance > data[Self.mostImbalance] {
                notes.append("in \(name) the most common label is \(Wording.decimal(imbalance, 0)) times the rarest")
            }
        }
        let groups = data.roles.groups.map(\.column).filter(data.has)
        let values: ReportValue = [
            "column": .text(label), "splits": .list(splits),
            "groups": .list(groups.flatMap { labels(by: $0, codes, data) }),
        ]
        return .measured(
            Measurement(
                verdict: notes.isEmpty ? .pass : .warn,
                summary: notes.isEmpty
                    ? "\(Wording.count(codes.count, "label")) in '\(label)'" : notes.joined(separator: "; "),
                advice: "Label the rows that have none; for rare labels gather more rows, or weigh them when training "
                    + "and look at per-label scores.",
                values: values, figures: figures))
    }

    /// Of the label distribution, in bits.
    static func entropy(_ counts: [Int]) -> Double {
        let total = Double(counts.reduce(0, +))
        let bits = counts.sorted().reduce(0.0) { $0 - Double($1) / total * log2(Double($1) / total) }
        return max(0, bits)
    }

    /// Label counts of the largest groups of a column.
    private func labels(by column: String, _ labels: ValueCodes, _ data: MeasuredData) -> [ReportValue] {
        let groups = data.valueCodes(column)
        return data.splits.indices.flatMap { split in
            let sizes = groups.counts(table: split)
            return groups.most(sizes, limit: 20).map { group -> ReportValue in
                var counts = [Int](repeating: 0, count: labels.count)
                for (row, code) in groups.codes[split].enumerated() where code == group {
                    if labels.codes[split][row] >= 0 { counts[Int(labels.codes[split][row])] += 1 }
                }
                let most = labels.most(counts, limit: 20)
                return [
                    "column": .text(column), "split": .text(data.splits[split].name),
                    "value": .text(Excerpt.of(groups.value(group))), "rows": .integer(sizes[Int(group)]),
                    "counts": .object(
                        most.map { .init(name: labels.value($0), value: .integer(counts[Int($0)])) }),
                ]
            }
        }
    }
}
