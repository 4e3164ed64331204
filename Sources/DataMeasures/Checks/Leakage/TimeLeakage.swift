internal import TableIO

/// `leakage.time`: rows of training that are later than the first of another split.
///
/// A model that is to foretell must not have learned from what came after. Times are ISO 8601
/// (`TimeText`) or numbers. Random splits mix times by design, so only a column that was named as the time fails.
struct TimeLeakage: Check {
    let id = "leakage.time"
    let title = "Training on the future"

    private static let names: Set<String> = [
        "time", "timestamp", "date", "datetime", "created_at", "created", "published", "published_at", "updated_at",
    ]

    private struct Crossing {
        let column: String
        let other: Int
        let rows: Int
        let first: String
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        let train = data.trainingSplit
        let given = data.roles.time?.column
        let names = data.splits[train].columnNames.filter { name in
            given.map { $0 == name } ?? Self.names.contains(name.lowercased()) && data.has(name)
        }
        var crossings: [Crossing] = []
        for name in names {
            for other in data.splits.indices where other != train {
                if let found = Self.crossing(data, name, train, other) { crossings.append(found) }
            }
        }
        guard !crossings.isEmpty else { return .skipped("no column is known to hold times; name one with --time") }
        let worst = crossings.max { $0.rows < $1.rows }!
        let rows = data.splits[train].rowCount
        return .measured(
            Measurement(
                verdict: worst.rows == 0 ? .pass : given != nil ? .fail : .warn,
                summary: worst.rows == 0
                    ? "training ends before the other splits begin"
                    : "\(Wording.count(worst.rows)) of \(Wording.count(rows)) \(data.splits[train].name) rows are later "
                        + "than the first of \(data.splits[worst.other].name) ('\(worst.column)' \(worst.first))",
                advice:
                    "If the model is to foretell, split by time: train on what came before, test on what came after.",
                values: ["columns": .list(crossings.map { value($0, data, train) })],
                figures: [table(crossings, data, train)]))
    }

    private static func crossing(_ data: MeasuredData, _ name: String, _ train: Int, _ other: Int) -> Crossing? {
        let (own, others) = (data.splits[train].table[name]!, data.splits[other].table[name]!)
        let (times, later): ([Double], [Double])
        switch (ColumnTimes(own), ColumnTimes(others)) {
        case (.numbers(let a), .numbers(let b)), (.moments(let a), .moments(let b)): (times, later) = (a, b)
        default: return nil
        }
        guard
            let first = later.indices.filter({ !later[$0].isNaN }).min(by: { later[$0] < later[$1] })
        else { return nil }
        return Crossing(
            column: name, other: other, rows: times.count { $0 > later[first] }, first: others.text(first) ?? "")
    }

    private func value(_ crossing: Crossing, _ data: MeasuredData, _ train: Int) -> ReportValue {
        [
            "column": .text(crossing.column), "from": .text(data.splits[train].name),
            "in": .text(data.splits[crossing.other].name), "groups": .null, "rows": .integer(crossing.rows),
            "first": .text(crossing.first),
            "rows_interval": WilsonInterval.of(crossing.rows, in: data.splits[train].rowCount),
        ]
    }

    private func table(_ crossings: [Crossing], _ data: MeasuredData, _ train: Int) -> Figure {
        .table(
            title: "Rows of \(data.splits[train].name) that are later",
            columns: ["Column", "Than the first of", "Which is", "Rows", "Share"],
            rows: crossings.map { crossing in
                [
                    crossing.column, data.splits[crossing.other].name, crossing.first, Wording.count(crossing.rows),
                    Wording.percent(crossing.rows, of: data.splits[train].rowCount),
                ]
            })
    }
}
