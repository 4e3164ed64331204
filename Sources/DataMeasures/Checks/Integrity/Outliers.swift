internal import Glibc
internal import TableIO

/// `integrity.outliers`: rows far from all others, by all columns together, in the training split.
///
/// An isolation forest of 100 trees on 256 rows each; numbers as they are, those of a skewed column by the logarithm of
/// their distance from its end, missing ones as the median, categories by the share of rows that have them, so that rare
/// ones are far from the rest. Each such row is shown with its column farthest from the middle, in robust deviations: the
/// larger of 1.4826 times the median distance from the median and 1.2533 times the mean one of those that are not the median
/// (`RobustSpread`), both of which are the standard deviation of normal numbers. Of more than 100,000 rows as many are taken, by a hash of their cells.
struct Outliers: Check {
    let id = "integrity.outliers"
    let title = "Rows far from the others"

    static let score = Threshold(
        "integrity.outliers.score_warn", 0.65,
        "isolation score; 0.5 is the middle, and hardly a row of clean data is above 0.65")
    static let distance = Threshold(
        "integrity.outliers.deviations_warn", 8,
        "robust deviations of its farthest column; a row is an outlier only beyond both")
    var thresholds: [Threshold] { [Self.score, Self.distance] }

    private static let mostRows = 100_000
    private static let fewestRows = 50
    private static let listed = 50

    private struct Row {
        let row: Int
        let score: Double
        let column: String
        let deviations: Double
    }

    func measure(_ data: MeasuredData) -> Finding {
        let split = data.splits[data.trainingSplit]
        let rows = data.canonicalOrder(data.trainingSplit).prefix(Self.mostRows).map { Int($0) }
        guard rows.count >= Self.fewestRows else { return .skipped("there are fewer than \(Self.fewestRows) rows") }
        let features = data.features(data.trainingSplit, rows: rows, label: false)
        let columns = parallelMap(features.count, threads: data.settings.threads) { OutlierColumn(features[$0]) }
            .compactMap { $0 }
        guard !columns.isEmpty else {
            return .skipped("there is no column of numbers or categories with several values")
        }
        let cells = columns.map(\.cells)
        let scores = IsolationForest(cells, threads: data.settings.threads).scores(
            cells, threads: data.settings.threads)
        let highest = scores.indices.sorted { scores[$1] < scores[$0] }.prefix(max(Self.listed, rows.count / 100))
        let judged = highest.map { index in
            let farthest = columns.max { $0.deviations(index) < $1.deviations(index) }!
            return Row(
                row: rows[index], score: scores[index], column: farthest.name, deviations: farthest.deviations(index))
        }
        let found = judged.filter { $0.score >= data[Self.score] && $0.deviations >= data[Self.distance] }
        let sorted = RadixSort.sorted(scores)
        let shape = Distribution(count: sorted.count) { sorted[$0] }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : .warn,
                summary: summary(found, rows.count, split.name)
                    + Wording.sample(rows.count, of: split.rowCount, "row"),
                advice:
                    "Look at these rows: a wrong unit, a shifted comma or a damaged record can be mended; what is rare "
                    + "but right stays.",
                values: [
                    "split": .text(split.name), "rows": .integer(rows.count),
                    "of_rows": .integer(split.rowCount), "outliers": .integer(found.count),
                    "scores": shape?.reported ?? .null,
                    "highest": .list(
                        judged.prefix(Self.listed).map {
                            [
                                "score": .number($0.score), "column": .text($0.column),
                                "deviations": .number($0.deviations),
                            ]
                        }),
                ],
                examples: found.prefix(data.settings.exampleLimit).map { row in
                    .object(
                        data.example(split: data.trainingSplit, row: row.row) + [
                            .init(name: "score", value: .number(row.score)),
                            .init(name: "column", value: .text(row.column)),
                            .init(
                                name: "value",
                                value: ReportValue(split.table[row.column]?.text(row.row).map(Excerpt.of))),
                            .init(name: "deviations", value: .number(row.deviations)),
                        ])
                },
                figures: shape.map {
                    $0.histogram.isEmpty
                        ? []
                        : [.histogram(title: "Isolation scores", low: $0.min, high: $0.max, counts: $0.histogram)]
                } ?? []))
    }

    private func summary(_ found: [Row], _ rows: Int, _ split: String) -> String {
        guard let worst = found.first else { return "no row of \(split) is far from all others" }
        return "\(Wording.count(found.count)) of \(Wording.count(rows, "row")) of \(split) "
            + "\(found.count == 1 ? "is" : "are") far from all others, most by '\(worst.column)' "
            + "(\(Wording.decimal(worst.deviations, 1)) deviations from the median)"
    }
}

/// A column as numbers for the forest.
private struct OutlierColumn: Sendable {
    let name: String
    let cells: [Double]
    private let median: Double
    /// Robust; 0 for categories, which have no middle.
    private let deviation: Double

    /// How much farther one tenth lies from the median than the other, as a share of the distance between them, from which
    /// on a column is skewed; 0.47 of an exponential distribution.
    private static let skewed = 0.3

    /// nil for a column of one value.
    init?(_ feature: Feature) {
        name = feature.name
        switch feature.cells {
        case .numbers(let tables):
            let raw = tables[0]
            let sorted = RadixSort.sorted(raw.filter { !$0.isNaN })
            guard let first = sorted.first, first < sorted[sorted.count - 1] else { return nil }
            let own = Self.straightened(raw, sorted)
            guard let spread = RobustSpread(sorted: RadixSort.sorted(own.filter { !$0.isNaN })) else { return nil }
            median = spread.median
            cells = own.map { $0.isNaN ? spread.median : $0 }
            deviation = max(spread.deviation, spread.meanDeviation)
        case .categories(let codes):
            let counts = codes.counts(table: 0)
            guard counts.count > 1 else { return nil }
            let own = codes.codes[0]
            let missing = Double(own.count { $0 < 0 })
            cells = own.map { ($0 < 0 ? missing : Double(counts[Int($0)])) / Double(own.count) }
            (median, deviation) = (0, 0)
        }
    }

    /// The numbers of a skewed column by the logarithm of their distance from the end that most are near, in units of the
    /// middle distance; else as they are.
    private static func straightened(_ numbers: [Double], _ sorted: [Double]) -> [Double] {
        let last = sorted.count - 1
        let (low, middle, high) = (sorted[last / 10], sorted[sorted.count / 2], sorted[last - last / 10])
        guard high > low else { return numbers }
        let skew = (high + low - 2 * middle) / (high - low)
        guard abs(skew) > skewed else { return numbers }
        let end = skew > 0 ? sorted[0] : sorted[last]
        // Where the middle is the end, as among counts of which most are zero, the tenth on the other side is not.
        let unit = middle != end ? abs(middle - end) : high - low
        return numbers.map { number in
            let distance = log1p(abs(number - end) / unit)
            return skew > 0 ? distance : -distance
        }
    }

    func deviations(_ index: Int) -> Double { deviation > 0 ? abs(cells[index] - median) / deviation : 0 }
}
