internal import TableIO

/// `drift.columns`: columns whose values are distributed differently in another split, or in the reference.
///
/// Numbers: population stability index and Jensen–Shannon distance over the deciles of the base, Kolmogorov–Smirnov's
/// test, and Wasserstein's distance of numbers scaled to 0 to 1; where cells are missing, also Pearson's test of how many
/// on either side, by the smaller p-value of both times two. Categories: the same two over the values, missing cells being
/// one, and Pearson's chi-square test with Cramér's V. An index alone rises with chance in small splits, and a p-value alone falls with any
/// difference in large ones, so that both must be beyond their thresholds; p-values are adjusted for the number of
/// columns and pairs (Benjamini and Hochberg).
struct ColumnDrift: Check {
    let id = "drift.columns"
    let title = "Columns that drift"

    static let warning = Threshold(
        "drift.columns.psi_warn", 0.1, "population stability index of a column; the usual mark of a moderate shift")
    static let failure = Threshold(
        "drift.columns.psi_fail", 0.25, "population stability index of a column; the usual mark of a large shift")
    static let likelihood = Threshold(
        "drift.columns.p", 0.001, "adjusted p-value below which a shift is not chance")
    var thresholds: [Threshold] { [Self.warning, Self.failure, Self.likelihood] }

    private static let charts = 12

    private struct Entry {
        let pair: DriftPair
        var drift: FeatureDrift
    }

    func measure(_ data: MeasuredData) -> Finding {
        let pairs = data.driftPairs
        guard !pairs.isEmpty else { return .skipped(data.reasonForNoDrift) }
        var entries = pairs.flatMap { pair in
            data.features(pair.tables, label: false).compactMap { FeatureDrift($0) }.map {
                Entry(pair: pair, drift: $0)
            }
        }
        guard !entries.isEmpty else { return .skipped("there is no column of numbers or categories on both sides") }
        let adjusted = BenjaminiHochberg.adjusted(entries.map(\.drift.p))
        for (index, p) in adjusted.enumerated() { entries[index].drift.adjusted = p }
        entries.sort { ($1.drift.stabilityIndex, $0.drift.name) < ($0.drift.stabilityIndex, $1.drift.name) }
        let drifted = entries.filter {
            $0.drift.stabilityIndex >= data[Self.warning] && $0.drift.adjusted < data[Self.likelihood]
        }
        let isLarge = drifted.contains { $0.drift.stabilityIndex >= data[Self.failure] }
        return .measured(
            Measurement(
                verdict: isLarge ? .fail : drifted.isEmpty ? .pass : .warn, summary: summary(drifted, entries),
                advice: "Find out why these columns differ: another source, time or unit. Split at random, or gather "
                    + "training rows like those the model will meet; if the shift is wanted, report scores by it.",
                values: ["columns": .list(entries.map { value($0) })],
                examples: examples(drifted, data),
                figures: [table(entries)] + drifted.prefix(Self.charts).map { $0.drift.chart($0.pair) }))
    }

    private func summary(_ drifted: [Entry], _ entries: [Entry]) -> String {
        guard let worst = drifted.first else {
            return "\(Wording.count(Set(entries.map(\.drift.name)).count, "column")) distributed alike"
        }
        return
            "\(Wording.count(Set(drifted.map(\.drift.name)).count, "column")) drifted; most '\(worst.drift.name)' from "
            + "\(worst.pair.base) to \(worst.pair.other) (PSI \(Wording.decimal(worst.drift.stabilityIndex)))"
    }

    private func value(_ entry: Entry) -> ReportValue {
        .object([.init(name: "column", value: .text(entry.drift.name))] + entry.pair.reported + entry.drift.value)
    }

    /// The bins that grew or shrank most.
    private func examples(_ drifted: [Entry], _ data: MeasuredData) -> [ReportValue] {
        drifted.prefix(data.settings.exampleLimit).map { entry in
            let counts = entry.drift.counts
            let totals = (max(1, counts.base.reduce(0, +)), max(1, counts.other.reduce(0, +)))
            let bin = counts.base.indices.max {
                abs(change(counts, $0, totals)) < abs(change(counts, $1, totals))
            }!
            return .object(
                [.init(name: "column", value: .text(entry.drift.name))] + entry.pair.reported + [
                    .init(name: "values", value: .text(entry.drift.bins[bin])),
                    .init(name: "share_before", value: .number(Double(counts.base[bin]) / Double(totals.0))),
                    .init(name: "share_after", value: .number(Double(counts.other[bin]) / Double(totals.1))),
                ])
        }
    }

    private func change(_ counts: (base: [Int], other: [Int]), _ bin: Int, _ totals: (Int, Int)) -> Double {
        Double(counts.other[bin]) / Double(totals.1) - Double(counts.base[bin]) / Double(totals.0)
    }

    private func table(_ entries: [Entry]) -> Figure {
        .table(
            title: "Drift of columns",
            columns: ["Column", "From", "To", "PSI", "Jensen–Shannon", "Test", "p, adjusted"],
            rows: entries.map { entry in
                [
                    entry.drift.name, entry.pair.base, entry.pair.other, Wording.decimal(entry.drift.stabilityIndex),
                    Wording.decimal(entry.drift.jensenShannon), entry.drift.testName,
                    Wording.likelihood(entry.drift.adjusted),
                ]
            })
    }
}
