/// `duplicates.exact`: equal rows within a split.
///
/// Rows are found by a 64-bit hash and verified byte for byte, so the counts are exact.
struct ExactDuplicates: Check {
    let id = "duplicates.exact"
    let title = "Exact duplicates"

    static let mostSurplus = Threshold(
        "duplicates.exact.surplus_fail", 0.1,
        "share of rows that could be dropped; beyond, they weigh on every figure")
    var thresholds: [Threshold] { [Self.mostSurplus] }

    private struct Count {
        let split: Int
        let variant: MeasuredData.Variant
        var groups = 0
        var rows = 0
        var conflicting = 0
        var surplus: Int { rows - groups }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard !data.variants.isEmpty else { return .skipped(data.reasonForNoComparison) }
        var counts: [Count] = []
        for variant in data.variants {
            for split in data.splits.indices { counts.append(count(data, split, variant)) }
        }
        let worst = counts.filter { $0.variant != .features }.max { share($0, data) < share($1, data) }!
        let conflicting = counts.map(\.conflicting).max() ?? 0
        let verdict: Verdict =
            counts.allSatisfy { $0.surplus == 0 }
            ? .pass
            : share(worst, data) > data[Self.mostSurplus] && !data.roles.textIsAnswer ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(worst, conflicting, counts, data), advice: advice(data),
                values: ["splits": .list(counts.map { value($0, data) })],
                examples: verdict == .pass ? [] : examples(worst, counts, data),
                figures: [table(counts, data)]))
    }

    private func count(_ data: MeasuredData, _ split: Int, _ variant: MeasuredData.Variant) -> Count {
        let groups = data.rowGroups(variant)
        var count = Count(split: split, variant: variant)
        for size in groups.sizes[split] where size > 1 {
            count.groups += 1
            count.rows += Int(size)
        }
        guard count.groups > 0, let label = data.roles.label?.column, data.has(label) else { return count }
        let labels = data.valueCodes(label).codes[split]
        var first = [Int32](repeating: -2, count: groups.groupCount)
        var isConflicting = [Bool](repeating: false, count: groups.groupCount)
        for (row, group) in groups.groupOfRow[split].enumerated() where labels[row] >= 0 {
            let known = first[Int(group)]
            if known == -2 {
                first[Int(group)] = labels[row]
            } else if known != labels[row] {
                isConflicting[Int(group)] = true
            }
        }
        count.conflicting = isConflicting.count { $0 }
        return count
    }

    private func share(_ count: Count, _ data: MeasuredData) -> Double {
        Double(count.surplus) / Double(max(1, data.splits[count.split].rowCount))
    }

    private func summary(_ worst: Count, _ conflicting: Int, _ counts: [Count], _ data: MeasuredData) -> String {
        let noun = data.roles.textIsAnswer ? "transcript" : "row"
        guard counts.contains(where: { $0.surplus > 0 }) else { return "no \(noun) occurs twice in a split" }
        guard worst.surplus > 0 else {
            return "no \(noun) occurs twice, but rows that differ only in their label do"
                + (conflicting > 0 ? ": \(Wording.count(conflicting, "group"))" : "")
        }
        let rows = data.splits[worst.split].rowCount
        let repeats =
            "\(Wording.count(worst.surplus)) of \(Wording.count(rows, noun)) in \(data.splits[worst.split].name) "
            + "\(worst.surplus == 1 ? "repeats another" : "repeat others")"
        let how = worst.variant == .normalised ? " (normalised)" : ""
        let conflicts =
            conflicting > 0
            ? "; \(Wording.count(conflicting, "group")) of equal inputs \(conflicting == 1 ? "has" : "have") "
                + "several labels" : ""
        return repeats + how + conflicts
    }

    private func advice(_ data: MeasuredData) -> String {
        data.roles.textIsAnswer
            ? "The same words were said in several recordings. Make sure that no recording was uploaded twice."
            : "Keep one row of each group; look at groups with several labels before choosing which."
    }

    private func value(_ count: Count, _ data: MeasuredData) -> ReportValue {
        [
            "split": .text(data.splits[count.split].name), "variant": .text(count.variant.rawValue),
            "groups": .integer(count.groups), "rows": .integer(count.rows),
            "surplus_rows": .integer(count.surplus), "conflicting_groups": .integer(count.conflicting),
            "surplus_interval": WilsonInterval.of(count.surplus, in: data.splits[count.split].rowCount),
        ]
    }

    private func table(_ counts: [Count], _ data: MeasuredData) -> Figure {
        .table(
            title: "Rows that occur more than once",
            columns: ["Split", "Compared", "Groups", "Rows", "Surplus rows", "Share", "Groups with several labels"],
            rows: counts.map { count in
                [
                    data.splits[count.split].name, count.variant.rawValue, Wording.count(count.groups),
                    Wording.count(count.rows), Wording.count(count.surplus),
                    Wording.percent(count.surplus, of: data.splits[count.split].rowCount),
                    Wording.count(count.conflicting),
                ]
            })
    }

    /// The largest groups, each by its first row.
    private func examples(_ worst: Count, _ counts: [Count], _ data: MeasuredData) -> [ReportValue] {
        let shown = worst.surplus > 0 ? worst : counts.first { $0.surplus > 0 } ?? worst
        let groups = data.rowGroups(shown.variant)
        let sizes = groups.sizes[shown.split]
        let largest = sizes.indices.filter { sizes[$0] > 1 }
            .sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(data.settings.exampleLimit)
        var rows: [Int32: [Int]] = [:]
        let wanted = Set(largest.map { Int32($0) })
        for (row, group) in groups.groupOfRow[shown.split].enumerated() where wanted.contains(group) {
            rows[group, default: []].append(row)
        }
        return largest.map { group in
            let members = rows[Int32(group)]!
            let places = members.prefix(20).map { data.splits[shown.split].reportedPlace(of: $0) }
            return .object(
                data.example(split: shown.split, row: members[0]) + [
                    .init(name: "variant", value: .text(shown.variant.rawValue)),
                    .init(name: "times", value: .integer(members.count)),
                    .init(name: "rows", value: .list(places)),
                ])
        }
    }
}

extension MeasuredData {
    var reasonForNoComparison: String {
        if let note = input.comparisonNote { return note }
        return input.haveNamedRecordings
            ? MeasureInput.rowsAreRecordings : "there is no column to compare rows by"
    }
}
