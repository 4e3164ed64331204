/// `leakage.near_overlap`: texts of one split that are nearly the same as, or stand in, one of another split.
///
/// As in `duplicates.near`; texts that are the same word for word count as well, and are told apart in `equal_rows`.
struct NearOverlap: Check {
    let id = "leakage.near_overlap"
    let title = "Nearly the same texts in two splits"

    static let mostOverlap = Threshold(
        "leakage.near_overlap.rows_fail", 0.01,
        "share of a split's rows; chance makes some short texts alike, and beyond this scores say little")
    var thresholds: [Threshold] { [Self.mostOverlap] }

    private struct Overlap {
        let from: Int
        let other: Int
        var rows = 0
        var equalRows = 0
        var containedRows = 0
        var pairs = 0
        var conflicting = 0
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard let similar = data.similarRows else { return .skipped(data.reasonForNoTexts) }
        let overlaps = data.splits.indices.flatMap { from in
            data.splits.indices.filter { $0 != from }.map { overlap(data, similar, from, $0) }
        }
        let worst = overlaps.max { rank($0, data) < rank($1, data) }!
        let isClean = overlaps.allSatisfy { $0.rows == 0 && $0.containedRows == 0 }
        let verdict: Verdict =
            isClean ? .pass : share(worst, data) > data[Self.mostOverlap] && !data.roles.textIsAnswer ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict,
                summary: isClean ? "no text of a split is nearly the same as one of another" : summary(worst, data),
                advice: advice(worst, data),
                values: [
                    "pairs": .list(overlaps.map { value($0, data, similar) }),
                    "method": SimilarMethod.reported(similar),
                ],
                examples: isClean
                    ? []
                    : SimilarExamples.of(
                        data, similar, from: worst.from, other: worst.other, limit: data.settings.exampleLimit),
                figures: [table(overlaps, data)]))
    }

    private func overlap(_ data: MeasuredData, _ similar: SimilarRows, _ from: Int, _ other: Int) -> Overlap {
        let (sizes, others) = (similar.sizes[from], similar.sizes[other])
        var overlap = Overlap(from: from, other: other)
        var isNear = others.map { $0 > 0 }
        for pair in similar.near {
            let (a, b) = (Int(pair.a), Int(pair.b))
            if others[a] > 0 { isNear[b] = true }
            if others[b] > 0 { isNear[a] = true }
            overlap.pairs += Int(sizes[a]) * Int(others[b]) + Int(sizes[b]) * Int(others[a])
        }
        var isContained = [Bool](repeating: false, count: sizes.count)
        for pair in similar.contained where others[Int(pair.b)] > 0 { isContained[Int(pair.a)] = true }
        for group in sizes.indices {
            let size = Int(sizes[group])
            if isNear[group] { overlap.rows += size }
            if others[group] > 0 { overlap.equalRows += size }
            if isContained[group], !isNear[group] { overlap.containedRows += size }
            overlap.pairs += size * Int(others[group])
        }
        overlap.conflicting = conflicting(data, similar, overlap)
        return overlap
    }

    /// Rows whose label none of their similar rows in the other split has.
    private func conflicting(_ data: MeasuredData, _ similar: SimilarRows, _ overlap: Overlap) -> Int {
        guard overlap.rows > 0, let label = data.roles.label?.column, data.has(label) else { return 0 }
        let codes = data.valueCodes(label).codes
        var known: [Set<Int32>] = Array(repeating: [], count: similar.classCount)
        for (group, code) in zip(similar.classOfRow[overlap.other], codes[overlap.other]) where group >= 0 {
            known[Int(group)].insert(code)
        }
        var labels = known
        for pair in similar.near {
            labels[Int(pair.a)].formUnion(known[Int(pair.b)])
            labels[Int(pair.b)].formUnion(known[Int(pair.a)])
        }
        return zip(similar.classOfRow[overlap.from], codes[overlap.from]).count { group, code in
            group >= 0 && !labels[Int(group)].isEmpty && !labels[Int(group)].contains(code)
        }
    }

    private func share(_ overlap: Overlap, _ data: MeasuredData) -> Double {
        Double(overlap.rows + overlap.containedRows) / Double(max(1, data.splits[overlap.from].rowCount))
    }

    /// Into a training split before others, then by share.
    private func rank(_ overlap: Overlap, _ data: MeasuredData) -> (Int, Double) {
        let share = share(overlap, data)
        return (share > 0 && overlap.other == data.trainingSplit ? 1 : 0, share)
    }

    private func summary(_ worst: Overlap, _ data: MeasuredData) -> String {
        let from = data.splits[worst.from]
        let other = data.splits[worst.other].name
        let equal = worst.equalRows > 0 ? " (\(Wording.count(worst.equalRows)) word for word)" : ""
        let rows =
            "\(Wording.count(worst.rows)) of \(Wording.count(from.rowCount)) \(from.name) texts "
            + "\(worst.rows == 1 ? "is" : "are") nearly the same as one in \(other)" + equal
        let contained =
            worst.containedRows > 0
            ? "; \(Wording.count(worst.containedRows)) more \(worst.containedRows == 1 ? "stands" : "stand") in one"
            : ""
        let conflicts =
            worst.conflicting > 0 ? "; \(Wording.count(worst.conflicting)) with another label there" : ""
        return rows + contained + conflicts
    }

    private func advice(_ worst: Overlap, _ data: MeasuredData) -> String {
        data.roles.textIsAnswer
            ? "Nearly the same words are said in both splits. If the model must transcribe unseen words, split by the "
                + "text as well."
            : "A model can answer these from memory: split again with similar texts kept together, or drop them from "
                + "\(data.splits[worst.other].name)."
    }

    private func value(_ overlap: Overlap, _ data: MeasuredData, _ similar: SimilarRows) -> ReportValue {
        let rows = data.splits[overlap.from].rowCount
        return [
            "from": .text(data.splits[overlap.from].name), "in": .text(data.splits[overlap.other].name),
            "variant": "near", "rows": .integer(overlap.rows), "equal_rows": .integer(overlap.equalRows),
            "pairs": similar.hasCrowds ? .null : .integer(overlap.pairs),
            "conflicting_labels": .integer(overlap.conflicting), "contained_rows": .integer(overlap.containedRows),
            "rows_interval": WilsonInterval.of(overlap.rows, in: rows),
            "contained_interval": WilsonInterval.of(overlap.containedRows, in: rows),
        ]
    }

    private func table(_ overlaps: [Overlap], _ data: MeasuredData) -> Figure {
        .table(
            title: "Texts of one split that are nearly the same as one of another",
            columns: ["Texts of", "In", "Rows", "Share", "Word for word", "Inside a longer one", "With another label"],
            rows: overlaps.map { overlap in
                [
                    data.splits[overlap.from].name, data.splits[overlap.other].name, Wording.count(overlap.rows),
                    Wording.percent(overlap.rows, of: data.splits[overlap.from].rowCount),
                    Wording.count(overlap.equalRows), Wording.count(overlap.containedRows),
                    Wording.count(overlap.conflicting),
                ]
            })
    }
}
