/// `leakage.exact_overlap`: rows of one split that are in another one too.
///
/// Rows are found by a 64-bit hash and verified byte for byte, so the counts are exact.
struct ExactOverlap: Check {
    let id = "leakage.exact_overlap"
    let title = "Same rows in two splits"

    private typealias Overlap = SplitOverlap<MeasuredData.Variant>

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard !data.variants.isEmpty else { return .skipped(data.reasonForNoComparison) }
        let label = data.roles.label.map(\.column).flatMap { data.has($0) ? $0 : nil }
        let overlaps = Overlap.all(of: data, data.variants, label: label) { data.rowGroups($0).groupOfRow }
        let worst = worst(overlaps, data)
        let verdict: Verdict =
            worst.rows.isEmpty ? .pass : worst.variant == .features || data.roles.textIsAnswer ? .warn : .fail
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(worst, data), advice: advice(worst, data),
                values: ["pairs": .list(overlaps.map { $0.value(data) })],
                examples: worst.rows.prefix(data.settings.exampleLimit).map { row in
                    .object(
                        data.example(split: worst.from, row: row) + [
                            .init(name: "in", value: .text(data.splits[worst.other].name)),
                            .init(name: "variant", value: .text(worst.variant.rawValue)),
                            .init(name: "twin_row", value: twin(of: row, worst, data)),
                        ])
                },
                figures: [
                    Overlap.table(overlaps, data, title: "Rows of one split that are in another"),
                    matrix(overlaps, data),
                ]))
    }

    /// The overlap to speak of: of equal rows before equal features, into a training split before others.
    private func worst(_ overlaps: [Overlap], _ data: MeasuredData) -> Overlap {
        func rank(_ overlap: Overlap) -> (Int, Int, Double) {
            (
                overlap.rows.isEmpty ? 0 : overlap.variant == .features ? 1 : 2,
                overlap.other == data.trainingSplit ? 1 : 0, overlap.share(data)
            )
        }
        return overlaps.max { rank($0) < rank($1) }!
    }

    private func summary(_ worst: Overlap, _ data: MeasuredData) -> String {
        let noun = data.roles.textIsAnswer ? "transcript" : "row"
        guard !worst.rows.isEmpty else { return "no \(noun) of a split is in another one" }
        let from = data.splits[worst.from]
        let rows = "\(Wording.count(worst.rows.count)) of \(Wording.count(from.rowCount)) \(from.name) \(noun)s "
        let verb = worst.rows.count == 1 ? "is" : "are"
        let how =
            switch worst.variant {
            case .raw: ""
            case .normalised: " once normalised"
            case .features: ", but for the label"
            }
        let conflicts =
            worst.conflicting > 0 ? "; \(Wording.count(worst.conflicting)) of them with another label there" : ""
        return rows + "\(verb) also in \(data.splits[worst.other].name)" + how + conflicts
    }

    private func advice(_ worst: Overlap, _ data: MeasuredData) -> String {
        let from = data.splits[worst.from].name
        if data.roles.textIsAnswer {
            return "The same words are said in both splits by other recordings. If the model must transcribe unseen "
                + "words, split by the text as well."
        }
        return "Scores on \(from) are too good by what the model remembers: drop these rows from "
            + "\(data.splits[worst.other].name), or split again with equal rows kept together."
    }

    /// The share of each split's rows that are in each other one, as compared last: normalised where there is text.
    private func matrix(_ overlaps: [Overlap], _ data: MeasuredData) -> Figure {
        let variant = data.variants.last { $0 != .features } ?? data.variants[0]
        let names = data.splits.map(\.name)
        let found = overlaps.filter { $0.variant == variant }
        func rows(_ from: Int, _ other: Int) -> Int? {
            found.first { $0.from == from && $0.other == other }?.rows.count
        }
        return .heatMap(
            HeatMap(
                title: "Share of the rows of each split (left) that are in another (top), \(variant.rawValue)",
                rows: names, columns: names,
                values: names.indices.map { from in
                    names.indices.map { other in
                        rows(from, other).map { Double($0) / Double(max(1, data.splits[from].rowCount)) }
                    }
                },
                words: names.indices.map { from in
                    names.indices.map { other in
                        rows(from, other).map { Wording.percent($0, of: data.splits[from].rowCount) } ?? "–"
                    }
                }))
    }

    /// The first row of the other split that equals `row`.
    private func twin(of row: Int, _ overlap: Overlap, _ data: MeasuredData) -> ReportValue {
        let groups = data.rowGroups(overlap.variant)
        let group = groups.groupOfRow[overlap.from][row]
        let twin = groups.groupOfRow[overlap.other].firstIndex(of: group)
        return twin.map { data.splits[overlap.other].reportedPlace(of: $0) } ?? .null
    }
}
