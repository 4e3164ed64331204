/// `leakage.group`: a speaker, user, document or source on both sides of a split.
///
/// A model can know the speaker and so seem to know the answer; splits should be drawn by group.
struct GroupLeakage: Check {
    let id = "leakage.group"
    let title = "Same group in two splits"

    private struct Crossing {
        let column: ColumnRoles.Role
        let from: Int
        let other: Int
        var groups = 0
        var rows = 0
        /// Values on both sides, by their rows in `from`.
        var values: [(value: String, rows: Int)] = []
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.count > 1 else { return .skipped("there is only one split") }
        let columns = data.roles.groups.filter { data.has($0.column) }
        guard !columns.isEmpty else {
            return .skipped("no column is known to name groups such as speakers, users or documents")
        }
        let crossings = columns.flatMap { column in
            data.splits.indices.flatMap { from in
                data.splits.indices.filter { $0 != from }.map { crossing(data, column, from, $0) }
            }
        }
        let found = crossings.filter { $0.groups > 0 }
        let verdict: Verdict =
            found.isEmpty ? .pass : found.contains { $0.column.choice == .given } ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(found, columns, data),
                advice: "Split by \(columns.map(\.column).joined(separator: ", ")): give all rows of a group to one "
                    + "split.",
                values: ["columns": .list(crossings.map { value($0, data) })], examples: examples(found, data),
                figures: [table(crossings, data)]))
    }

    private func crossing(
        _ data: MeasuredData, _ column: ColumnRoles.Role, _ from: Int, _ other: Int
    ) -> Crossing {
        let codes = data.valueCodes(column.column)
        let counts = codes.counts(table: from)
        let others = codes.counts(table: other)
        var crossing = Crossing(column: column, from: from, other: other)
        var shared = [Int](repeating: 0, count: counts.count)
        for code in counts.indices where counts[code] > 0 && others[code] > 0 {
            crossing.groups += 1
            crossing.rows += counts[code]
            shared[code] = counts[code]
        }
        crossing.values = codes.most(shared, limit: data.settings.exampleLimit)
            .map { (codes.value($0), shared[Int($0)]) }
        return crossing
    }

    private func summary(_ found: [Crossing], _ columns: [ColumnRoles.Role], _ data: MeasuredData) -> String {
        let names = columns.map { "'\($0.column)'" }.joined(separator: ", ")
        guard !found.isEmpty else { return "no value of \(names) is in two splits" }
        let worst = found.max { a, b in
            (a.column.choice == .given ? 1 : 0, a.other == data.trainingSplit ? 1 : 0, a.rows)
                < (b.column.choice == .given ? 1 : 0, b.other == data.trainingSplit ? 1 : 0, b.rows)
        }!
        return "\(Wording.count(worst.groups, "value")) of '\(worst.column.column)' "
            + "\(worst.groups == 1 ? "is" : "are") in both \(data.splits[worst.from].name) and "
            + "\(data.splits[worst.other].name): \(Wording.count(worst.rows)) of "
            + "\(Wording.count(data.splits[worst.from].rowCount)) \(data.splits[worst.from].name) rows"
    }

    private func value(_ crossing: Crossing, _ data: MeasuredData) -> ReportValue {
        [
            "column": .text(crossing.column.column), "from": .text(data.splits[crossing.from].name),
            "in": .text(data.splits[crossing.other].name), "groups": .integer(crossing.groups),
            "rows": .integer(crossing.rows),
            "rows_interval": WilsonInterval.of(crossing.rows, in: data.splits[crossing.from].rowCount),
        ]
    }

    private func table(_ crossings: [Crossing], _ data: MeasuredData) -> Figure {
        .table(
            title: "Groups on both sides",
            columns: ["Column", "Rows of", "In", "Groups", "Rows", "Share"],
            rows: crossings.map { crossing in
                [
                    crossing.column.column, data.splits[crossing.from].name, data.splits[crossing.other].name,
                    Wording.count(crossing.groups), Wording.count(crossing.rows),
                    Wording.percent(crossing.rows, of: data.splits[crossing.from].rowCount),
                ]
            })
    }

    private func examples(_ found: [Crossing], _ data: MeasuredData) -> [ReportValue] {
        found.flatMap { crossing in
            crossing.values.map { value in
                [
                    "split": .text(data.splits[crossing.from].name), "in": .text(data.splits[crossing.other].name),
                    "column": .text(crossing.column.column), "value": .text(Excerpt.of(value.value)),
                    "rows": .integer(value.rows),
                ]
            }
        }.prefix(data.settings.exampleLimit).map { $0 }
    }
}
