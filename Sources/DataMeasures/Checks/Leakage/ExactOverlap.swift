/// `leakage.exact_overlap`: rows of one split that are in another one too.
///
/// Rows are found by a 64-bit hash and verified byte for byte, so the counts are exact; where there are numbers that are not
/// whole, rows are also compared with these within a tolerance (`NumericOverlap`).
struct ExactOverlap: Check {
    let id = "leakage.exact_overlap"
    let title = "Same rows in two splits"

    var thresholds: [Threshold] { [NumericOverlap.share] }

    /// Probability by chance below which rows that are equal within the tolerance are copies.
    private static let significance = 0.01

    private enum Variant: String {
        case raw, normalised, features, tolerance
    }

    private typealias Overlap = SplitOverlap<Variant>

    /// What an overlap says of the data.
    private enum Weight: Comparable {
        case nothing, unsure, features, rows
    }

    /// Of a search for rows within the tolerance that was given up.
    private static let incomplete = "; not all rows that may be equal within the tolerance of numbers were compared"

    /// An overlap with what is known of chance.
    private struct Judged {
        let overlap: Overlap
        let weight: Weight
        /// Of the variant tolerance.
        let numeric: NumericOverlap.Found?
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard !data.variants.isEmpty else { return .skipped(data.reasonForNoComparison) }
        let numeric = NumericOverlap(data)
        let overlaps = judged(data, numeric)
        let judged = worst(overlaps, data)
        let worst = judged.overlap
        let isComplete = overlaps.allSatisfy { $0.numeric?.isComplete ?? true }
        let verdict: Verdict =
            switch judged.weight {
            case .nothing: .pass
            case .unsure, .features: .warn
            case .rows: data.roles.textIsAnswer ? .warn : .fail
            }
        let examples = judged.weight == .nothing ? [] : worst.rows.prefix(data.settings.exampleLimit)
        return .measured(
            Measurement(
                verdict: verdict,
                summary: summary(judged, data) + (isComplete ? "" : Self.incomplete), advice: advice(worst, data),
                values: ["pairs": .list(overlaps.map { value($0, data) })],
                examples: examples.map { row in
                    .object(
                        data.example(split: worst.from, row: row) + [
                            .init(name: "in", value: .text(data.splits[worst.other].name)),
                            .init(name: "variant", value: .text(worst.variant.rawValue)),
                            .init(name: "twin_row", value: twin(of: row, worst, numeric, data)),
                        ])
                },
                figures: [
                    Overlap.table(overlaps.map(\.overlap), data, title: "Rows of one split that are in another"),
                    matrix(overlaps.map(\.overlap), data),
                ]))
    }

    private func judged(_ data: MeasuredData, _ numeric: NumericOverlap?) -> [Judged] {
        let label = data.roles.label.map(\.column).flatMap { data.has($0) ? $0 : nil }
        let exact = data.variants.flatMap { compared in
            Overlap.all(of: data, [Variant(rawValue: compared.rawValue)!], label: label) { _ in
                data.rowGroups(compared).groupOfRow
            }
        }
        return exact.map { overlap in
            let weight: Weight = overlap.variant == .features ? .features : .rows
            return Judged(overlap: overlap, weight: overlap.rows.isEmpty ? .nothing : weight, numeric: nil)
        }
            + (numeric?.found ?? []).map { found in
                Judged(
                    overlap: Overlap(
                        from: found.from, other: found.other, variant: .tolerance, rows: found.rows,
                        distinct: found.distinct), weight: weight(found), numeric: found)
            }
    }

    /// Rows that are equal exactly are another variant's; others count as far as they are more than chance would make.
    private func weight(_ found: NumericOverlap.Found) -> Weight {
        guard found.isComplete else { return .unsure }
        guard found.inexact > 0 else { return .nothing }
        guard let p = found.p, let byChance = found.byChance else { return .unsure }
        // The more rows there are, the smaller an unevenness of the numbers is significant.
        let isMore = p < Self.significance && Double(found.inexact) > 2 * byChance
        return isMore ? .rows : byChance > 0 ? .nothing : .unsure
    }

    /// The overlap to speak of: of equal rows before equal features, into a training split before others.
    private func worst(_ overlaps: [Judged], _ data: MeasuredData) -> Judged {
        func rank(_ judged: Judged) -> (Weight, Int, Double) {
            (judged.weight, judged.overlap.other == data.trainingSplit ? 1 : 0, judged.overlap.share(data))
        }
        return overlaps.max { rank($0) < rank($1) }!
    }

    private func value(_ judged: Judged, _ data: MeasuredData) -> ReportValue {
        guard case .object(let members) = judged.overlap.value(data), let found = judged.numeric else {
            return judged.overlap.value(data)
        }
        return .object(
            members + [
                .init(name: "by_chance", value: ReportValue(found.byChance)),
                .init(name: "p", value: ReportValue(found.p)),
                .init(name: "complete", value: .bool(found.isComplete)),
            ])
    }

    private func summary(_ judged: Judged, _ data: MeasuredData) -> String {
        let worst = judged.overlap
        let noun = data.roles.textIsAnswer ? "transcript" : "row"
        guard judged.weight > .nothing else { return "no \(noun) of a split is in another one" }
        guard !worst.rows.isEmpty else { return "no \(noun) of a split was found in another one" }
        let from = data.splits[worst.from]
        let rows = "\(Wording.count(worst.rows.count)) of \(Wording.count(from.rowCount)) \(from.name) \(noun)s "
        let verb = worst.rows.count == 1 ? "is" : "are"
        let how =
            switch worst.variant {
            case .raw: ""
            case .normalised: " once normalised"
            case .features: ", but for the label"
            case .tolerance: " within the tolerance of numbers"
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
        guard !worst.rows.isEmpty else {
            return "Too many rows are near each other in every column of numbers alone. Leave out columns that hardly "
                + "vary, or set leakage.exact_overlap.tolerance to 0 to compare numbers exactly."
        }
        return "Scores on \(from) are too good by what the model remembers: drop these rows from "
            + "\(data.splits[worst.other].name), or split again with equal rows kept together."
    }

    /// The share of each split's rows that are in each other one, as compared last: normalised where there is text.
    private func matrix(_ overlaps: [Overlap], _ data: MeasuredData) -> Figure {
        let variant: Variant = data.variants.contains(.normalised) ? .normalised : .raw
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
    private func twin(
        of row: Int, _ overlap: Overlap, _ numeric: NumericOverlap?, _ data: MeasuredData
    ) -> ReportValue {
        let twin: Int?
        if let compared = MeasuredData.Variant(rawValue: overlap.variant.rawValue) {
            let groups = data.rowGroups(compared).groupOfRow
            let group = groups[overlap.from][row]
            twin = groups[overlap.other].firstIndex(of: group)
        } else {
            twin = numeric?.twin(of: row, overlap.from, in: overlap.other)
        }
        return twin.map { data.splits[overlap.other].reportedPlace(of: $0) } ?? .null
    }
}
