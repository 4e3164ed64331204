/// `duplicates.near`: texts within a split that are nearly the same, or stand in a longer one.
///
/// Near is a Jaccard similarity of at least 0.8 of the texts' shingles, equal texts included; contained are texts nine
/// tenths of whose shingles are in a longer one. Candidates come from MinHash and from winnowing and are verified by
/// their shingles (64-bit hashes), so nothing that is reported is below its threshold.
struct NearDuplicates: Check {
    let id = "duplicates.near"
    let title = "Near duplicates"

    static let mostSurplus = Threshold(
        "duplicates.near.surplus_fail", 0.1,
        "share of rows that could be dropped; beyond, they weigh on every figure")
    var thresholds: [Threshold] { [Self.mostSurplus] }

    private struct Count {
        let split: Int
        var clusters = 0
        var rows = 0
        var pairs = 0
        var equalSurplus = 0
        var conflicting = 0
        var containedRows = 0
        var surplus: Int { rows - clusters }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let similar = data.similarRows else { return .skipped(data.reasonForNoTexts) }
        let counts = data.splits.indices.map { count(data, similar, $0) }
        let worst = counts.max { share($0, data) < share($1, data) }!
        let isClean = counts.allSatisfy { $0.surplus == 0 && $0.containedRows == 0 }
        let verdict: Verdict =
            isClean ? .pass : share(worst, data) > data[Self.mostSurplus] && !data.roles.textIsAnswer ? .fail : .warn
        let values = counts.map { value($0, data, similar) }
        return .measured(
            Measurement(
                verdict: verdict,
                summary: isClean ? "no two texts of a split are nearly the same" : summary(worst, data),
                advice: data.roles.textIsAnswer
                    ? "Nearly the same words were said in several recordings; make sure that none was uploaded twice."
                    : "Keep one text of each cluster, the longest where one contains the other; look at clusters with "
                        + "several labels first.",
                values: ["splits": .list(values), "method": SimilarMethod.reported(similar)],
                examples: isClean ? [] : examples(worst, data, similar), figures: [table(counts, data)]))
    }

    private func count(_ data: MeasuredData, _ similar: SimilarRows, _ split: Int) -> Count {
        let sizes = similar.sizes[split]
        let clusters = SimilarClusters(similar, splits: [split])
        var count = Count(split: split)
        (count.clusters, count.rows) = clusters.repeated
        for size in sizes.lazy.map(Int.init) where size > 1 {
            count.pairs += size * (size - 1) / 2
            count.equalSurplus += size - 1
        }
        for pair in similar.near { count.pairs += Int(sizes[Int(pair.a)]) * Int(sizes[Int(pair.b)]) }
        var isContained = [Bool](repeating: false, count: sizes.count)
        for pair in similar.contained where sizes[Int(pair.b)] > 0 { isContained[Int(pair.a)] = true }
        count.containedRows = sizes.indices.reduce(0) { $0 + (isContained[$1] ? Int(sizes[$1]) : 0) }
        count.conflicting = LabelConflicts.groups(data, similar.classOfRow, [split], clusters.repeated).conflicting
        return count
    }

    private func share(_ count: Count, _ data: MeasuredData) -> Double {
        Double(count.surplus) / Double(max(1, data.splits[count.split].rowCount))
    }

    private func summary(_ worst: Count, _ data: MeasuredData) -> String {
        let split = data.splits[worst.split]
        let rows = "\(Wording.count(worst.surplus)) of \(Wording.count(split.rowCount, "text")) in \(split.name) "
        let repeats = rows + (worst.surplus == 1 ? "nearly repeats another" : "nearly repeat others")
        let equal = worst.equalSurplus > 0 ? " (\(Wording.count(worst.equalSurplus)) word for word)" : ""
        let contained =
            worst.containedRows > 0
            ? "; \(Wording.count(worst.containedRows)) \(worst.containedRows == 1 ? "stands" : "stand") in longer ones"
            : ""
        let conflicts =
            worst.conflicting > 0
            ? "; \(Wording.count(worst.conflicting, "cluster")) \(worst.conflicting == 1 ? "has" : "have") several labels"
            : ""
        return repeats + equal + contained + conflicts
    }

    private func value(_ count: Count, _ data: MeasuredData, _ similar: SimilarRows) -> ReportValue {
        [
            "split": .text(data.splits[count.split].name), "variant": "near", "groups": .integer(count.clusters),
            "rows": .integer(count.rows), "surplus_rows": .integer(count.surplus),
            "equal_surplus_rows": .integer(count.equalSurplus),
            "pairs": similar.hasCrowds ? .null : .integer(count.pairs),
            "conflicting_groups": .integer(count.conflicting), "contained_rows": .integer(count.containedRows),
            "surplus_interval": WilsonInterval.of(count.surplus, in: data.splits[count.split].rowCount),
            "contained_interval": WilsonInterval.of(count.containedRows, in: data.splits[count.split].rowCount),
        ]
    }

    private func table(_ counts: [Count], _ data: MeasuredData) -> Figure {
        .table(
            title: "Texts that are nearly the same",
            columns: [
                "Split", "Clusters", "Rows", "Surplus rows", "Share", "Equal", "In a longer text",
                "Clusters with several labels",
            ],
            rows: counts.map { count in
                [
                    data.splits[count.split].name, Wording.count(count.clusters), Wording.count(count.rows),
                    Wording.count(count.surplus),
                    Wording.percent(count.surplus, of: data.splits[count.split].rowCount),
                    Wording.count(count.equalSurplus), Wording.count(count.containedRows),
                    Wording.count(count.conflicting),
                ]
            })
    }

    private func examples(_ worst: Count, _ data: MeasuredData, _ similar: SimilarRows) -> [ReportValue] {
        SimilarExamples.of(
            data, similar, from: worst.split, other: worst.split, limit: data.settings.exampleLimit)
    }
}
