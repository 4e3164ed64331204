internal import TableIO

/// `pairs.correlation`: columns that go together, in the training split.
///
/// Two numbers: Pearson's r and Spearman's rank correlation, p by Student's t. Two categories: Cramér's V (Bergsma's
/// correction), p by chi-square. A number and a category: the correlation ratio (eta), p by the F test. All: mutual
/// information in nats, numbers of more than ten values cut into tenths. Numbers together: variance inflation factors over
/// the rows where none is missing. p-values are also given adjusted for all pairs (Benjamini and Hochberg). Rows in which either of two cells is missing do not count for them. Of more than
/// 100,000 rows as many are taken, by a hash of their cells.
struct ColumnPairs: Check {
    let id = "pairs.correlation"
    let title = "Columns that go together"

    static let strength = Threshold(
        "pairs.correlation.warn", 0.99,
        "absolute correlation, correlation ratio or Cramér's V of two columns that all but say the same")
    var thresholds: [Threshold] { [Self.strength] }

    private static let mostRows = 100_000
    private static let mostColumns = 100
    private static let mostCategories = 100
    private static let listed = 1000
    private static let charted = 14

    private struct Pair: Sendable {
        let a: Int
        let b: Int
        let measures: [Association]

        /// The largest but for mutual information, which has another scale.
        var strongest: Association? {
            measures.filter { $0.kind != "mutual_information" }.max { abs($0.value) < abs($1.value) }
        }
        var strength: Double { abs(strongest?.value ?? 0) }
    }

    func measure(_ data: MeasuredData) -> Finding {
        let split = data.splits[data.trainingSplit]
        guard split.rowCount > 2 else { return .skipped("there are fewer than three rows") }
        let rows = data.canonicalOrder(data.trainingSplit).prefix(Self.mostRows).map { Int($0) }
        let features = data.features(data.trainingSplit, rows: rows, label: true)
        let comparable = parallelMap(features.count, threads: data.settings.threads) { index in
            PairedColumn(features[index], mostCategories: Self.mostCategories)
        }.compactMap { $0 }
        let columns = Array(comparable.prefix(Self.mostColumns))
        let (identical, recoded) = EqualColumns.pairs(data, data.trainingSplit)
        guard columns.count > 1 || !identical.isEmpty else {
            return .skipped("there are no two columns of numbers or categories with several values")
        }
        let places = columns.indices.flatMap { a in columns.indices.filter { $0 > a }.map { (a, $0) } }
        let pairs = parallelMap(places.count, threads: data.settings.threads) { index in
            let (a, b) = places[index]
            return Pair(a: a, b: b, measures: Association.all(columns[a], columns[b]))
        }.sorted { ($1.strength, $0.a, $0.b) < ($0.strength, $1.a, $1.b) }
        let close = pairs.filter { $0.strength >= data[Self.strength] }
        let inflation = Self.inflation(columns)
        let isPlain = identical.isEmpty && recoded.isEmpty && close.isEmpty
        return .measured(
            Measurement(
                verdict: isPlain ? .pass : .warn,
                summary: summary(identical + recoded, close, pairs)
                    + Wording.sample(rows.count, of: split.rowCount, "row")
                    + Wording.first(columns.count, of: comparable.count, "column"),
                advice: "Keep one of the columns that say the same; look whether one of them is made from the other.",
                values: [
                    "split": .text(split.name), "rows": .integer(rows.count),
                    "of_rows": .integer(split.rowCount), "columns": .integer(columns.count),
                    "of_columns": .integer(comparable.count),
                    "pairs": .list(
                        Association.adjusted(pairs.flatMap(\.measures)).prefix(Self.listed).map(\.reported)),
                    "identical": .list(identical.map { [.text($0.0), .text($0.1)] }),
                    "recoded": .list(recoded.map { [.text($0.0), .text($0.1)] }),
                    "vif": .object(inflation.map { .init(name: $0.name, value: ReportValue($0.factor)) }),
                ],
                examples: examples(identical, recoded, close, data),
                figures: [table(pairs), heatMap(columns, pairs)]))
    }

    private static func inflation(_ columns: [PairedColumn]) -> [(name: String, factor: Double?)] {
        let numeric = columns.compactMap { column in column.numbers.map { (column.name, $0) } }
        guard numeric.count > 1 else { return [] }
        let complete = numeric[0].1.indices.filter { row in numeric.allSatisfy { !$0.1[row].isNaN } }
        guard complete.count > numeric.count + 1 else { return numeric.map { ($0.0, nil) } }
        let isComplete = complete.count == numeric[0].1.count
        let kept = numeric.map { entry in
            (name: entry.0, cells: isComplete ? entry.1 : complete.map { entry.1[$0] })
        }.filter { entry in entry.cells.contains { $0 != entry.cells[0] } }
        return zip(kept, Correlation.inflation(kept.map(\.cells))).map { ($0.name, $1) }
    }

    private func summary(_ same: [(String, String)], _ close: [Pair], _ pairs: [Pair]) -> String {
        var parts: [String] = []
        if let first = same.first {
            parts.append(
                "\(Wording.count(same.count, "pair")) of columns \(same.count == 1 ? "says" : "say") the same, such as "
                    + "'\(first.0)' and '\(first.1)'")
        }
        if let strongest = (close.first ?? pairs.first)?.strongest {
            parts.append(
                "'\(strongest.a)' and '\(strongest.b)' go together most (\(strongest.kind) "
                    + "\(Wording.decimal(strongest.value)))")
        }
        return parts.isEmpty ? "there are no columns to compare" : parts.joined(separator: "; ")
    }

    private func examples(
        _ identical: [(String, String)], _ recoded: [(String, String)], _ close: [Pair], _ data: MeasuredData
    ) -> [ReportValue] {
        let named =
            identical.map { ($0, "equal in every row") } + recoded.map { ($0, "values stand for each other") }
            + close.compactMap { pair in
                pair.strongest.map { (($0.a, $0.b), "\($0.kind) \(Wording.decimal($0.value, 4))") }
            }
        return named.prefix(data.settings.exampleLimit).map {
            ["a": .text($0.0.0), "b": .text($0.0.1), "what": .text($0.1)]
        }
    }

    private func table(_ pairs: [Pair]) -> Figure {
        .table(
            title: "Columns that go together most", columns: ["Column", "With", "Measure", "Value", "p"],
            rows: pairs.prefix(30).compactMap(\.strongest).map {
                [$0.a, $0.b, $0.kind, Wording.decimal($0.value), Wording.likelihood($0.p)]
            })
    }

    private func heatMap(_ columns: [PairedColumn], _ pairs: [Pair]) -> Figure {
        // Those of the strongest pairs.
        var shown: [Int] = []
        for index in pairs.flatMap({ [$0.a, $0.b] }) where shown.count < Self.charted && !shown.contains(index) {
            shown.append(index)
        }
        shown.sort()
        var cells: [Int: Association] = [:]
        for pair in pairs { cells[pair.a * columns.count + pair.b] = pair.strongest }
        let grid = shown.map { a in
            shown.map { b in a == b ? nil : cells[min(a, b) * columns.count + max(a, b)]?.value }
        }
        return .heatMap(
            HeatMap(
                title: "How far columns go together (the strongest measure of each pair)",
                rows: shown.map { columns[$0].name }, columns: shown.map { columns[$0].name }, values: grid,
                words: grid.map { $0.map { Wording.decimal($0, 2) } }))
    }
}
