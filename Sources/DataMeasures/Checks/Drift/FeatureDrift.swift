internal import Consensus
internal import TableIO

/// How far a column is distributed differently in two tables.
struct FeatureDrift: Sendable {
    enum Test: Sendable {
        /// Kolmogorov and Smirnov's, of numbers; without a statistic where one side has none.
        case ks(statistic: Double?, wasserstein: Double?)
        /// Pearson's, of categories.
        case chiSquare(statistic: Double, freedom: Int, cramersV: Double?)
    }

    let name: String
    /// What stands in each bin: a range of numbers, a category, or missing cells.
    let bins: [String]
    let counts: (base: [Int], other: [Int])
    let stabilityIndex: Double
    let jensenShannon: Double
    let test: Test
    /// Of numbers with missing cells, twice the smaller of the p-values of the numbers and of the share that is missing
    /// (Bonferroni).
    let p: Double
    /// Of Pearson's test that as many cells are missing on both sides; nil for categories, and where none is.
    let missingP: Double?
    /// Set once all tests of a run are known.
    var adjusted: Double

    private static let deciles = 10

    /// nil where either side has no row, or neither has a value.
    init?(_ feature: Feature) {
        name = feature.name
        switch feature.cells {
        case .numbers(let tables):
            let sorted = tables.map { RadixSort.sorted($0.filter { !$0.isNaN }) }
            guard sorted.contains(where: { !$0.isEmpty }) else { return nil }
            let missing = zip(tables, sorted).map { $0.count - $1.count }
            let edges = Self.edges(sorted[0])
            var base = Self.histogram(sorted[0], edges)
            var other = Self.histogram(sorted[1], edges)
            bins =
                Self.named(edges)
                + Self.addMissing(&base, &other, missing[0], missing[1])
            counts = (base, other)
            let result = KolmogorovSmirnov.test(sorted[0], sorted[1])
            missingP =
                missing == [0, 0]
                ? nil : ChiSquare.independence(zip(missing, sorted).map { [$0, $1.count] }).p
            let both = [result?.p, missingP].compactMap { $0 }
            p = min(1, both.min()! * Double(both.count))
            test = .ks(
                statistic: result?.statistic, wasserstein: KolmogorovSmirnov.wasserstein(sorted[0], sorted[1]))
        case .categories(let codes):
            var base = codes.counts(table: 0)
            var other = codes.counts(table: 1)
            guard codes.count > 0 else { return nil }
            let missing = codes.codes.map { $0.count { $0 < 0 } }
            bins =
                (0..<Int32(codes.count)).map { Excerpt.of(codes.value($0)) }
                + Self.addMissing(&base, &other, missing[0], missing[1])
            counts = (base, other)
            let result = ChiSquare.independence([base, other])
            p = result.p
            missingP = nil
            test = .chiSquare(statistic: result.statistic, freedom: result.freedom, cramersV: result.cramersV)
        }
        guard let index = DistributionDistance.stabilityIndex(counts.base, counts.other),
            let distance = DistributionDistance.jensenShannon(counts.base, counts.other)
        else { return nil }
        stabilityIndex = index
        jensenShannon = distance
        adjusted = p
    }

    /// The inner deciles, linear between neighbours, each once; none of no numbers.
    private static func edges(_ sorted: [Double]) -> [Double] {
        guard !sorted.isEmpty else { return [] }
        var edges: [Double] = []
        for decile in 1..<deciles {
            let position = Double(decile) / Double(deciles) * Double(sorted.count - 1)
            let below = Int(position)
            let high = sorted[min(below + 1, sorted.count - 1)]
            let edge = sorted[below] + (high - sorted[below]) * (position - Double(below))
            if edge != edges.last { edges.append(edge) }
        }
        return edges
    }

    /// Numbers from one edge up to, not including, the next.
    private static func histogram(_ sorted: [Double], _ edges: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: edges.count + 1)
        var bin = 0
        for number in sorted {
            while bin < edges.count, number >= edges[bin] { bin += 1 }
            counts[bin] += 1
        }
        return counts
    }

    private static func named(_ edges: [Double]) -> [String] {
        guard !edges.isEmpty else { return ["any number"] }
        let names = edges.map { "\(Float($0))" }
        return ["< \(names[0])"] + zip(names, names.dropFirst()).map { "\($0) – \($1)" }
            + ["≥ \(names[names.count - 1])"]
    }

    private static func addMissing(_ base: inout [Int], _ other: inout [Int], _ a: Int, _ b: Int) -> [String] {
        guard a + b > 0 else { return [] }
        base.append(a)
        other.append(b)
        return ["missing"]
    }

    var value: [ReportValue.Member] {
        var members: [ReportValue.Member] = [
            .init(name: "psi", value: .number(stabilityIndex)),
            .init(name: "jensen_shannon", value: .number(jensenShannon)),
        ]
        switch test {
        case .ks(let statistic, let wasserstein):
            members += [
                .init(name: "test", value: "ks"), .init(name: "statistic", value: ReportValue(statistic)),
                .init(name: "wasserstein", value: ReportValue(wasserstein)),
                .init(name: "missing_p", value: ReportValue(missingP)),
            ]
        case .chiSquare(let statistic, let freedom, let cramersV):
            members += [
                .init(name: "test", value: "chi_square"), .init(name: "statistic", value: .number(statistic)),
                .init(name: "freedom", value: .integer(freedom)),
                .init(name: "cramers_v", value: ReportValue(cramersV)),
            ]
        }
        return members + [.init(name: "p", value: .number(p)), .init(name: "p_adjusted", value: .number(adjusted))]
    }

    var testName: String {
        switch test {
        case .ks(let statistic, _): "KS \(Wording.decimal(statistic))"
        case .chiSquare(let statistic, _, _): "χ² \(Wording.decimal(statistic, 1))"
        }
    }

    /// Both distributions side by side.
    func chart(_ pair: DriftPair) -> Figure {
        func shares(_ counts: [Int]) -> [Double] {
            let total = Double(max(1, counts.reduce(0, +)))
            return counts.map { Double($0) / total }
        }
        let (base, other) = (shares(counts.base), shares(counts.other))
        let shown = bins.indices.sorted { max(base[$1], other[$1]) < max(base[$0], other[$0]) }.prefix(12).sorted()
        return .pairedBars(
            PairedBars(
                title: name, series: [pair.base, pair.other],
                bars: shown.map { PairedBars.Bar(label: bins[$0], shares: [base[$0], other[$0]]) }))
    }
}
