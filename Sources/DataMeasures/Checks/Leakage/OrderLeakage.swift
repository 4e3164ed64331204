/// `leakage.order`: the place of a row in its split tells its label, as in sorted or collected-by-class data.
///
/// Kruskal and Wallis's test of the row numbers by label; `effect` is epsilon squared, the share of the ranks' variance
/// that labels explain. Beside it how often a row has the label of the one before it, which finds labels that come in
/// blocks: with `expected` by chance, and `z` in standard deviations of the number of such neighbours in random orders
/// (Moran 1948).
struct OrderLeakage: Check {
    let id = "leakage.order"
    let title = "Order of rows"

    /// Both must hold: in many rows the least trend is significant.
    private static let mostLikely = 0.001
    private static let leastEffect = 0.05
    private static let leastZ = 6.0

    private struct Trend {
        let split: String
        let rows: Int
        let test: (statistic: Double, p: Double, effect: Double)?
        let neighbours: (equal: Int, expected: Double, z: Double)?

        var isSorted: Bool {
            guard let test else { return false }
            return test.p < mostLikely && test.effect >= leastEffect
        }
        var isInBlocks: Bool {
            guard let neighbours else { return false }
            return neighbours.z >= leastZ && Double(neighbours.equal) >= 1.2 * neighbours.expected
        }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let label = data.roles.label?.column, data.has(label) else {
            return .skipped("no column is known to hold labels")
        }
        let codes = data.valueCodes(label)
        let trends = data.splits.indices.map { split in
            Self.trend(data.splits[split].name, codes.codes[split].filter { $0 >= 0 }, codes.count)
        }
        let found = trends.filter { $0.isSorted || $0.isInBlocks }
        let worst = found.max { ($0.test?.effect ?? 0) < ($1.test?.effect ?? 0) }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : .warn,
                summary: worst.map(summary) ?? "the place of a row says nothing about its label",
                advice: "Shuffle the rows before splitting and training; do not let a model see row numbers.",
                values: ["splits": .list(trends.map(value))], figures: [table(trends)]))
    }

    private static func trend(_ split: String, _ labels: [Int32], _ labelCount: Int) -> Trend {
        let test = KruskalWallis.test(
            ranks: labels.indices.map { Double($0 + 1) }, groups: labels, groupCount: labelCount)
        return Trend(split: split, rows: labels.count, test: test, neighbours: neighbours(labels, labelCount))
    }

    /// Neighbours with equal labels: their number, and its mean and deviation over all orders of the rows.
    private static func neighbours(_ labels: [Int32], _ labelCount: Int) -> (equal: Int, expected: Double, z: Double)? {
        guard labels.count > 3 else { return nil }
        var counts = [Double](repeating: 0, count: labelCount)
        for label in labels { counts[Int(label)] += 1 }
        let n = Double(labels.count)
        let pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) }
        let triples = counts.reduce(0) { $0 + $1 * ($1 - 1) * ($1 - 2) }
        let same = pairs / (n * (n - 1))
        let expected = (n - 1) * same
        let touching = 2 * (n - 2) * triples / (n * (n - 1) * (n - 2))
        let apart =
            (n - 2) * (n - 3)
            * counts.reduce(0) { sum, count in
                let own = count * (count - 1)
                return sum + own * ((count - 2) * (count - 3) + pairs - own)
            } / (n * (n - 1) * (n - 2) * (n - 3))
        let variance = expected + touching + apart - expected * expected
        guard variance > 1e-9 else { return nil }
        let equal = zip(labels, labels.dropFirst()).count { $0 == $1 }
        return (equal, expected, (Double(equal) - expected) / variance.squareRoot())
    }

    private func summary(_ worst: Trend) -> String {
        if worst.isSorted, let test = worst.test {
            return "in \(worst.split) the place of a row tells its label: it explains "
                + "\(Wording.decimal(test.effect * 100, 1)) % of the order"
        }
        return
            "in \(worst.split) equal labels stand together: \(Wording.count(worst.neighbours!.equal)) neighbours are "
            + "equal where chance makes \(Wording.decimal(worst.neighbours!.expected, 1))"
    }

    private func value(_ trend: Trend) -> ReportValue {
        [
            "split": .text(trend.split), "rows": .integer(trend.rows), "statistic": ReportValue(trend.test?.statistic),
            "p": ReportValue(trend.test?.p), "effect": ReportValue(trend.test?.effect),
            "equal_neighbours": ReportValue(trend.neighbours?.equal),
            "expected_neighbours": ReportValue(trend.neighbours?.expected), "z": ReportValue(trend.neighbours?.z),
        ]
    }

    private func table(_ trends: [Trend]) -> Figure {
        .table(
            title: "Labels by place",
            columns: ["Split", "Rows", "Kruskal-Wallis H", "p", "Effect", "Equal neighbours", "By chance", "z"],
            rows: trends.map { trend in
                [
                    trend.split, Wording.count(trend.rows), Wording.decimal(trend.test?.statistic, 1),
                    Wording.likelihood(trend.test?.p), Wording.decimal(trend.test?.effect),
                    trend.neighbours.map { Wording.count($0.equal) } ?? "–",
                    Wording.decimal(trend.neighbours?.expected, 1), Wording.decimal(trend.neighbours?.z, 1),
                ]
            })
    }
}
