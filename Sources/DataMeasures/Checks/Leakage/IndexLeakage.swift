internal import TableIO

/// `leakage.index`: an identifier that is in two splits, or whose order tells the label.
///
/// The order is judged by Kruskal and Wallis's test of the identifiers' ranks by label, where they are numbers; `effect`
/// is epsilon squared, the share of the ranks' variance that labels explain.
struct IndexLeakage: Check {
    let id = "leakage.index"
    let title = "Identifiers"

    private static let mostLikely = 0.001
    private static let leastEffect = 0.05

    private struct Crossing {
        let from: Int
        let other: Int
        let distinct: Int
        let rows: Int
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let role = data.roles.id, data.has(role.column) else {
            return .skipped("no column is known to identify rows")
        }
        let crossings = data.splits.indices.flatMap { from in
            data.splits.indices.filter { $0 != from }.map { crossing(data, role.column, from, $0) }
        }
        let order = order(data, role.column)
        let tells = order.map { $0.p < Self.mostLikely && $0.effect >= Self.leastEffect } ?? false
        let worst = crossings.max { $0.rows < $1.rows }
        // Row numbers start anew in each file: only an identifier that was named as one must not recur.
        let crosses = (worst?.rows ?? 0) > 0
        let verdict: Verdict = crosses && role.choice == .given ? .fail : crosses || tells ? .warn : .pass
        var parts: [String] = []
        if crosses, let worst {
            parts.append(
                "\(Wording.count(worst.rows)) of \(Wording.count(data.splits[worst.from].rowCount)) "
                    + "\(data.splits[worst.from].name) rows have a '\(role.column)' of \(data.splits[worst.other].name)"
            )
        }
        if tells, let order {
            parts.append(
                "the order of '\(role.column)' tells the label: it explains \(Wording.decimal(order.effect * 100, 1)) %"
            )
        }
        return .measured(
            Measurement(
                verdict: verdict,
                summary: parts.isEmpty
                    ? "'\(role.column)' is in one split only and tells no label" : parts.joined(separator: "; "),
                advice:
                    "Leave the identifier out of training; where it names a thing, not a row, split by it (--group).",
                values: [
                    "columns": .list(crossings.map { value($0, role.column, data) }),
                    "order": order.map {
                        ["statistic": .number($0.statistic), "p": .number($0.p), "effect": .number($0.effect)]
                    } ?? .null,
                ],
                figures: crossings.isEmpty ? [] : [table(crossings, role.column, data)]))
    }

    private func crossing(_ data: MeasuredData, _ column: String, _ from: Int, _ other: Int) -> Crossing {
        let codes = data.valueCodes(column)
        let (counts, others) = (codes.counts(table: from), codes.counts(table: other))
        let shared = counts.indices.filter { counts[$0] > 0 && others[$0] > 0 }
        return Crossing(from: from, other: other, distinct: shared.count, rows: shared.reduce(0) { $0 + counts[$1] })
    }

    /// Over all splits together; nil where identifiers are no numbers or there are no labels.
    private func order(_ data: MeasuredData, _ column: String) -> (statistic: Double, p: Double, effect: Double)? {
        guard let label = data.roles.label?.column, data.has(label) else { return nil }
        let codes = data.valueCodes(label)
        var values: [Double] = []
        var labels: [Int32] = []
        for split in data.splits.indices {
            guard let numbers = data.splits[split].table[column]!.asNumbers() else { return nil }
            for (number, code) in zip(numbers, codes.codes[split]) where code >= 0 && !number.isNaN {
                values.append(number)
                labels.append(code)
            }
        }
        let ranked = Ranks(values)
        return KruskalWallis.test(
            ranks: ranked.ranks, groups: labels, groupCount: codes.count, ties: ranked.ties)
    }

    private func value(_ crossing: Crossing, _ column: String, _ data: MeasuredData) -> ReportValue {
        [
            "column": .text(column), "from": .text(data.splits[crossing.from].name),
            "in": .text(data.splits[crossing.other].name), "groups": .integer(crossing.distinct),
            "rows": .integer(crossing.rows),
            "rows_interval": WilsonInterval.of(crossing.rows, in: data.splits[crossing.from].rowCount),
        ]
    }

    private func table(_ crossings: [Crossing], _ column: String, _ data: MeasuredData) -> Figure {
        .table(
            title: "Values of \(column) on both sides", columns: ["Rows of", "In", "Values", "Rows", "Share"],
            rows: crossings.map { crossing in
                [
                    data.splits[crossing.from].name, data.splits[crossing.other].name, Wording.count(crossing.distinct),
                    Wording.count(crossing.rows),
                    Wording.percent(crossing.rows, of: data.splits[crossing.from].rowCount),
                ]
            })
    }
}
