internal import TableIO

/// `drift.labels`: labels that are mixed differently in another split, or in the reference.
///
/// The measures are those of `drift.columns`, with Wilson intervals of the shares of each label.
struct LabelDrift: Check {
    let id = "drift.labels"
    let title = "Labels that drift"

    static let warning = Threshold(
        "drift.labels.psi_warn", 0.1, "population stability index of the labels; the usual mark of a moderate shift")
    static let failure = Threshold(
        "drift.labels.psi_fail", 0.25, "population stability index of the labels; the usual mark of a large shift")
    static let likelihood = Threshold("drift.labels.p", 0.001, "adjusted p-value below which a shift is not chance")
    var thresholds: [Threshold] { [Self.warning, Self.failure, Self.likelihood] }

    private static let listed = 100

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let pairs = data.driftPairs.filter { $0.baseTable[label] != nil }
        guard !pairs.isEmpty else { return .skipped(data.reasonForNoDrift) }
        var found = pairs.compactMap { pair -> (pair: DriftPair, drift: FeatureDrift)? in
            guard let feature = Feature(pair.tables.map { $0[label]! }), let drift = FeatureDrift(feature) else {
                return nil
            }
            return (pair, drift)
        }
        guard !found.isEmpty else { return .skipped("no label is on both sides") }
        let adjusted = BenjaminiHochberg.adjusted(found.map(\.drift.p))
        for (index, p) in adjusted.enumerated() { found[index].drift.adjusted = p }
        let worst = found.max { $0.drift.stabilityIndex < $1.drift.stabilityIndex }!
        let drifted = found.filter {
            $0.drift.stabilityIndex >= data[Self.warning] && $0.drift.adjusted < data[Self.likelihood]
        }
        let isLarge = drifted.contains { $0.drift.stabilityIndex >= data[Self.failure] }
        let named =
            "from \(worst.pair.base) to \(worst.pair.other) (PSI \(Wording.decimal(worst.drift.stabilityIndex)))"
        return .measured(
            Measurement(
                verdict: isLarge ? .fail : drifted.isEmpty ? .pass : .warn,
                summary: drifted.isEmpty ? "labels are mixed alike \(named)" : "the mix of labels shifts \(named)",
                advice: "Draw the splits by label, or weigh and calibrate the model for the mix that it will meet.",
                values: ["column": .text(label), "pairs": .list(found.map { value($0.pair, $0.drift) })],
                figures: found.map { $0.drift.chart($0.pair) }))
    }

    private func value(_ pair: DriftPair, _ drift: FeatureDrift) -> ReportValue {
        let totals = (drift.counts.base.reduce(0, +), drift.counts.other.reduce(0, +))
        let labels = drift.bins.indices.prefix(Self.listed).map { bin -> ReportValue in
            [
                "label": .text(drift.bins[bin]), "before": .integer(drift.counts.base[bin]),
                "after": .integer(drift.counts.other[bin]),
                "before_interval": WilsonInterval.of(drift.counts.base[bin], in: totals.0),
                "after_interval": WilsonInterval.of(drift.counts.other[bin], in: totals.1),
            ]
        }
        return .object(pair.reported + drift.value + [.init(name: "labels", value: .list(labels))])
    }
}
