/// `labels.conflicts`: the same or nearly the same input with different labels, within a split and over all of them.
///
/// At least one of such labels is wrong, or the input does not say what the label asks for. A missing label is none.
struct LabelConflicts: Check {
    let id = "labels.conflicts"
    let title = "Equal inputs with different labels"

    static let mostConflicting = Threshold(
        "labels.conflicts.rows_fail", 0.05,
        "share of rows in groups of equal inputs with several labels; beyond, no model can be judged by them")
    var thresholds: [Threshold] { [Self.mostConflicting] }

    struct Count {
        var conflicting = 0
        /// Rows with a label in conflicting groups.
        var rows = 0
    }

    private struct Entry {
        let split: String
        let variant: String
        let total: Int
        let count: Count
    }

    /// Groups of rows that have several labels.
    ///
    /// - Parameters:
    ///   - keys: a key a row, by split; small numbers.
    ///   - group: the group of a key, not above the largest key; nil for rows that are in none.
    static func groups(
        _ data: MeasuredData, _ keys: [[Int32]], _ splits: [Int], _ group: (Int32) -> Int32?
    ) -> Count {
        guard let label = data.roles.label?.column, data.has(label) else { return Count() }
        let codes = data.valueCodes(label).codes
        let most = splits.reduce(-1) { most, split in keys[split].reduce(most) { max($0, Int($1)) } }
        var first = [Int32](repeating: -1, count: most + 1)
        var rows = [Int](repeating: 0, count: most + 1)
        var isConflicting = [Bool](repeating: false, count: most + 1)
        for split in splits {
            for (key, code) in zip(keys[split], codes[split]) where code >= 0 {
                guard let group = group(key).map({ Int($0) }) else { continue }
                if first[group] < 0 { first[group] = code }
                if first[group] != code { isConflicting[group] = true }
                rows[group] += 1
            }
        }
        return isConflicting.indices.reduce(into: Count()) { count, group in
            guard isConflicting[group] else { return }
            count.conflicting += 1
            count.rows += rows[group]
        }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let variants = data.inputVariants
        guard !variants.isEmpty else { return .skipped(data.reasonForNoComparison) }
        let all = Array(data.splits.indices)
        var scopes = all.map { (name: data.splits[$0].name, splits: [$0]) }
        if all.count > 1 { scopes.insert((name: "all", splits: all), at: 0) }
        var entries: [Entry] = []
        func add(_ variant: String, _ count: (_ splits: [Int]) -> Count) {
            for scope in scopes {
                entries.append(
                    Entry(
                        split: scope.name, variant: variant,
                        total: scope.splits.reduce(0) { $0 + data.splits[$1].rowCount }, count: count(scope.splits)))
            }
        }
        for variant in variants {
            let groups = data.rowGroups(variant)
            add(variant.rawValue) { Self.groups(data, groups.groupOfRow, $0) { $0 } }
        }
        if data.inputIsText, let similar = data.similarRows {
            add("near") { Self.groups(data, similar.classOfRow, $0, SimilarClusters(similar, splits: $0).repeated) }
        }
        let equal = entries.first { $0.variant == variants.last!.rawValue }!
        let verdict: Verdict =
            entries.allSatisfy { $0.count.conflicting == 0 }
            ? .pass
            : Double(equal.count.rows) > data[Self.mostConflicting] * Double(max(1, equal.total)) ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(equal, entries),
                advice: "Look at each group: correct the label that is wrong, or add what tells the rows apart.",
                values: ["splits": .list(entries.map(value))],
                examples: verdict == .pass ? [] : ConflictExamples.of(data, variants.last!),
                figures: [table(entries)]))
    }

    private func summary(_ equal: Entry, _ entries: [Entry]) -> String {
        let near = entries.first { $0.variant == "near" }
        let others = (near?.count.conflicting ?? 0) - equal.count.conflicting
        guard equal.count.conflicting > 0 else {
            return others > 0
                ? "\(Wording.count(others, "cluster")) of nearly the same inputs "
                    + "\(others == 1 ? "has" : "have") several labels"
                : "equal inputs have equal labels"
        }
        return "\(Wording.count(equal.count.conflicting, "group")) of equal inputs "
            + "\(equal.count.conflicting == 1 ? "has" : "have") several labels: \(Wording.count(equal.count.rows, "row"))"
            + (near.map { "; with nearly the same ones \(Wording.count($0.count.rows, "row"))" } ?? "")
    }

    private func value(_ entry: Entry) -> ReportValue {
        [
            "split": .text(entry.split), "variant": .text(entry.variant), "groups": .integer(entry.count.conflicting),
            "rows": .integer(entry.count.rows), "rows_interval": WilsonInterval.of(entry.count.rows, in: entry.total),
        ]
    }

    private func table(_ entries: [Entry]) -> Figure {
        .table(
            title: "Inputs with several labels",
            columns: ["Split", "Compared", "Groups", "Rows", "Share"],
            rows: entries.map { entry in
                [
                    entry.split, entry.variant, Wording.count(entry.count.conflicting), Wording.count(entry.count.rows),
                    Wording.percent(entry.count.rows, of: entry.total),
                ]
            })
    }
}

/// The largest groups of equal inputs with several labels, with the rows of each label.
private enum ConflictExamples {
    static func of(_ data: MeasuredData, _ variant: MeasuredData.Variant) -> [ReportValue] {
        let codes = data.valueCodes(data.roles.label!.column)
        let groups = data.rowGroups(variant)
        var counts: [Int32: [Int32: Int]] = [:]
        var firsts: [Int32: (split: Int, row: Int)] = [:]
        for split in data.splits.indices {
            for (row, group) in groups.groupOfRow[split].enumerated() where codes.codes[split][row] >= 0 {
                counts[group, default: [:]][codes.codes[split][row], default: 0] += 1
                if firsts[group] == nil { firsts[group] = (split, row) }
            }
        }
        let conflicting = counts.filter { $0.value.count > 1 }
        let largest = conflicting.sorted {
            let (a, b) = ($0.value.values.reduce(0, +), $1.value.values.reduce(0, +))
            return (b, $0.key) < (a, $1.key)
        }
        return largest.prefix(data.settings.exampleLimit).map { group, labels in
            let first = firsts[group]!
            let listed = labels.map { (name: codes.value($0.key), count: $0.value) }
                .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
            return .object(
                data.example(split: first.split, row: first.row).filter { $0.name != "label" } + [
                    .init(
                        name: "labels",
                        value: .object(listed.map { .init(name: $0.name, value: .integer($0.count)) }))
                ])
        }
    }
}
