/// `leakage.exact_overlap`: rows of one split that are in another one too.
///
/// Rows are found by a 64-bit hash and verified byte for byte, so the counts are exact. Where columns hold numbers that are
/// not whole, rows whose numbers differ by a part of the larger one at most are found too (`NearEqualRows`), and count for
/// the verdict if they are more than chance makes.
struct ExactOverlap: Check {
    let id = "leakage.exact_overlap"
    let title = "Same rows in two splits"

    static let tolerance = Threshold(
        "leakage.exact_overlap.tolerance", 1e-6,
        "part of a number, or of its column's median magnitude, by which equal rows may differ; single precision and six "
            + "digits keep as much")
    var thresholds: [Threshold] { [Self.tolerance] }

    private enum Comparison: String, Sendable {
        case raw, normalised, features, tolerance
    }

    private typealias Overlap = SplitOverlap<Comparison>

    /// What is found with a tolerance.
    private struct Near {
        let overlap: Overlap
        /// For each row a row of the other split.
        let twins: [Int]
        /// Rows that were found with none.
        let equal: Int
        let byChance: Double

        /// By four standard deviations.
        var isBeyondChance: Bool {
            let more = Double(overlap.rows.count - equal)
            return more > 0 && more > byChance + 4 * byChance.squareRoot()
        }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        guard !data.variants.isEmpty else { return .skipped(data.reasonForNoComparison) }
        let label = data.roles.label.map(\.column).flatMap { data.has($0) ? $0 : nil }
        let equal = Overlap.all(of: data, data.variants.map { Comparison(rawValue: $0.rawValue)! }, label: label) {
            data.rowGroups(MeasuredData.Variant(rawValue: $0.rawValue)!).groupOfRow
        }
        let rows = NearEqualRows(data, tolerance: data[Self.tolerance])
        let near = rows.map { self.near($0, equal, data) } ?? []
        let overlaps = equal + near.map(\.overlap)
        let worst = worst(equal + near.filter(\.isBeyondChance).map(\.overlap), data)
        let verdict: Verdict =
            worst.rows.isEmpty ? .pass : worst.variant == .features || data.roles.textIsAnswer ? .warn : .fail
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(worst, data), advice: advice(worst, data),
                values: [
                    "pairs": .list(equal.map { $0.value(data) } + near.map { value($0, data) }),
                    "tolerance": ReportValue(rows?.tolerance),
                ],
                examples: worst.rows.prefix(data.settings.exampleLimit).map { row in
                    .object(
                        data.example(split: worst.from, row: row) + [
                            .init(name: "in", value: .text(data.splits[worst.other].name)),
                            .init(name: "variant", value: .text(worst.variant.rawValue)),
                            .init(name: "twin_row", value: twin(of: row, worst, near, data)),
                        ])
                },
                figures: [
                    Overlap.table(overlaps, data, title: "Rows of one split that are in another"),
                    matrix(overlaps, data),
                ]))
    }

    private func near(_ rows: NearEqualRows, _ equal: [Overlap], _ data: MeasuredData) -> [Near] {
        let variant: Comparison = data.variants.contains(.normalised) ? .normalised : .raw
        let pairs = equal.filter { $0.variant == variant }
        return parallelMap(pairs.count, threads: data.settings.threads) { place in
            let pair = pairs[place]
            let found = rows.overlap(pair.from, pair.other)
            let isMore = found.rows.count > pair.rows.count
            return Near(
                overlap: Overlap(
                    from: pair.from, other: pair.other, variant: .tolerance, rows: found.rows,
                    distinct: found.distinct, conflicting: 0),
                twins: found.twins, equal: pair.rows.count,
                byChance: isMore ? rows.byChance(pair.from, pair.other) : 0)
        }
    }

    private func value(_ near: Near, _ data: MeasuredData) -> ReportValue {
        guard case .object(let members) = near.overlap.value(data) else { return .null }
        return .object(members + [.init(name: "by_chance", value: .number(near.byChance))])
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
            case .tolerance: ", but for small differences of their numbers"
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
        let found = overlaps.filter { $0.variant.rawValue == variant.rawValue }
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

    /// The first row of the other split that equals `row`, or one that is near it.
    private func twin(of row: Int, _ overlap: Overlap, _ near: [Near], _ data: MeasuredData) -> ReportValue {
        let other = data.splits[overlap.other]
        guard let variant = MeasuredData.Variant(rawValue: overlap.variant.rawValue) else {
            let found = near.first { $0.overlap.from == overlap.from && $0.overlap.other == overlap.other }!
            return other.reportedPlace(of: found.twins[overlap.rows.firstIndex(of: row)!])
        }
        let groups = data.rowGroups(variant)
        let group = groups.groupOfRow[overlap.from][row]
        let twin = groups.groupOfRow[overlap.other].firstIndex(of: group)
        return twin.map { other.reportedPlace(of: $0) } ?? .null
    }
}
