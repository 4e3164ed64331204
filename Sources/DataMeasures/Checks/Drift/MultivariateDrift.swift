internal import TableIO

/// `drift.multivariate`: a classifier that tells the rows of a split from those of the training split or the reference.
///
/// Gradient boosted trees on all columns together, judged by the area under the ROC curve in 5-fold cross-validation:
/// 0.5 where nothing tells the sides apart. It finds what no single column shows (Rabanser, Günnemann, Lipton 2019).
/// Texts enter by their length, words and mean length of a word. At most 4,000 rows a side are taken, by a hash of their
/// cells.
struct MultivariateDrift: Check {
    let id = "drift.multivariate"
    let title = "Splits that can be told apart"

    static let warning = Threshold(
        "drift.multivariate.auc_warn", 0.625, "lower bound of the area under the ROC curve; Deepchecks' mark as well")
    static let failure = Threshold(
        "drift.multivariate.auc_fail", 0.85, "lower bound of the area; most rows show where they are from")
    var thresholds: [Threshold] { [Self.warning, Self.failure] }

    private static let folds = 5
    private static let mostRows = 4000
    private static let fewestRows = 30
    private static let listed = 10

    private struct Entry {
        let pair: DriftPair
        let area: RankArea
        let rows: Int
        let ofRows: Int
        /// The columns the trees split by, with their share of all that splits gained.
        let top: [(name: String, share: Double)]
    }

    func measure(_ data: MeasuredData) -> Finding {
        let pairs = data.driftPairs
        guard !pairs.isEmpty else { return .skipped(data.reasonForNoDrift) }
        let entries = pairs.compactMap { entry($0, data) }
        guard let worst = entries.max(by: { $0.area.low < $1.area.low }) else {
            return .skipped("there are fewer than \(Self.fewestRows) rows on a side, or no column to tell them by")
        }
        let verdict: Verdict =
            worst.area.low >= data[Self.failure] ? .fail : worst.area.low >= data[Self.warning] ? .warn : .pass
        return .measured(
            Measurement(
                verdict: verdict,
                summary: summary(worst, verdict) + Wording.sample(worst.rows, of: worst.ofRows, "row"),
                advice:
                    "Look at the columns named: they differ together. Split at random, or accept that scores on this "
                    + "split are those on other data than was learned from.",
                values: ["pairs": .list(entries.map(value)), "folds": .integer(Self.folds)],
                figures: entries.map(chart)))
    }

    private func entry(_ pair: DriftPair, _ data: MeasuredData) -> Entry? {
        let features = data.features(pair.tables, label: false)
        let hashes = CanonicalOrder.hashes(pair.tables)
        let taken = hashes.map { Array(CanonicalOrder.of($0).prefix(Self.mostRows)) }
        guard taken.allSatisfy({ $0.count >= Self.fewestRows }) else { return nil }
        let rows = taken.enumerated().flatMap { side, rows in rows.map { (side: side, row: $0) } }
            .sorted { (hashes[$0.side][$0.row], $0.side) < (hashes[$1.side][$1.row], $1.side) }
        var columns = features.map { (name: $0.name, cells: Self.cells($0, rows)) }
        if let text = data.roles.text?.column, pair.tables.allSatisfy({ $0[text] != nil }) {
            columns += Self.textCells(text, pair.tables.map { $0[text]! }, rows)
        }
        guard !columns.isEmpty else { return nil }
        let binned = BinnedFeatures(columns.map(\.cells))
        let isOther = rows.map { $0.side == 1 }
        // In turn along the hashes, so that equal rows do not fall into one fold.
        let folds = rows.indices.map { $0 % Self.folds }
        let models = parallelMap(Self.folds, threads: data.settings.threads) { fold in
            BoostedTrees(binned, rows: rows.indices.filter { folds[$0] != fold }, isPositive: isOther)
        }
        let scores = rows.indices.map { models[folds[$0]].score(binned, $0) }
        guard let area = RankArea(scores, isPositive: isOther) else { return nil }
        let gains = columns.indices.map { column in models.reduce(0) { $0 + $1.gains[column] } }
        let total = max(1e-300, gains.reduce(0, +))
        let top = gains.indices.filter { gains[$0] > 0 }.sorted { (gains[$1], $0) < (gains[$0], $1) }
        return Entry(
            pair: pair, area: area, rows: rows.count, ofRows: hashes.reduce(0) { $0 + $1.count },
            top: top.prefix(Self.listed).map { (columns[$0].name, gains[$0] / total) })
    }

    private static func cells(_ feature: Feature, _ rows: [(side: Int, row: Int)]) -> [UInt8] {
        switch feature.cells {
        case .numbers(let tables): BinnedFeatures.binned(rows.map { tables[$0.side][$0.row] })
        case .categories(let codes):
            BinnedFeatures.binned(rows.map { codes.codes[$0.side][$0.row] }, categories: codes.count)
        }
    }

    private static func textCells(
        _ name: String, _ columns: [Column], _ rows: [(side: Int, row: Int)]
    ) -> [(name: String, cells: [UInt8])] {
        let texts = columns.map { $0.asText() }
        let shapes = rows.map { place -> (bytes: Double, words: Double) in
            let text = texts[place.side]
            var words = 0.0
            var isInWord = false
            for byte in text.bytes[text.range(place.row)] {
                if byte > 0x20, !isInWord { words += 1 }
                isInWord = byte > 0x20
            }
            return (Double(text.range(place.row).count), words)
        }
        return [
            ("\(name) (bytes)", BinnedFeatures.binned(shapes.map(\.bytes))),
            ("\(name) (words)", BinnedFeatures.binned(shapes.map(\.words))),
            ("\(name) (bytes a word)", BinnedFeatures.binned(shapes.map { $0.bytes / max(1, $0.words) })),
        ]
    }

    private func summary(_ worst: Entry, _ verdict: Verdict) -> String {
        let area =
            "AUC \(Wording.decimal(worst.area.value)) (\(Wording.decimal(worst.area.low)) – "
            + "\(Wording.decimal(worst.area.high)))"
        guard verdict != .pass else {
            return "rows of \(worst.pair.other) cannot be told from those of \(worst.pair.base): \(area)"
        }
        return "rows of \(worst.pair.other) can be told from those of \(worst.pair.base): \(area), most by "
            + worst.top.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
    }

    private func value(_ entry: Entry) -> ReportValue {
        .object(
            entry.pair.reported + [
                .init(name: "auc", value: .number(entry.area.value)),
                .init(name: "interval", value: [.number(entry.area.low), .number(entry.area.high)]),
                .init(name: "rows", value: .integer(entry.rows)),
                .init(name: "of_rows", value: .integer(entry.ofRows)),
                .init(
                    name: "features",
                    value: .list(entry.top.map { ["feature": .text($0.name), "share": .number($0.share)] })),
            ])
    }

    private func chart(_ entry: Entry) -> Figure {
        .pairedBars(
            PairedBars(
                title: "What tells \(entry.pair.other) from \(entry.pair.base)", series: ["Share of the gain"],
                bars: entry.top.map { PairedBars.Bar(label: $0.name, shares: [$0.share]) }))
    }
}
