internal import TableIO

/// `stats.columns`: what each column holds. All figures are exact.
struct ColumnStatistics: Check {
    let id = "stats.columns"
    let title = "Columns"

    static let mostMissing = Threshold(
        "stats.columns.missing_warn", 0.5,
        "share of missing cells in a column; with more than half, it says little")
    var thresholds: [Threshold] { [Self.mostMissing] }
    /// Histograms drawn of a split.
    private static let drawn = 12

    func measure(_ data: MeasuredData) -> Finding {
        guard data.splits.contains(where: { !$0.table.columns.isEmpty }) else { return .skipped("there is no column") }
        let splits = data.splits
        let bySplit = data.profiles

        var notes: [String] = []
        for (split, profiles) in zip(splits, bySplit) where split.rowCount > 1 {
            let empty = profiles.filter { $0.kind == .empty }
            let sparse = profiles.filter {
                $0.kind != .empty && Double($0.missing) > data[Self.mostMissing] * Double(split.rowCount)
            }
            for (columns, what) in [
                (empty, "nothing at all"), (sparse, "mostly missing cells"),
            ] where !columns.isEmpty {
                let names = columns.prefix(5).map { "'\($0.name)'" }.joined(separator: ", ")
                notes.append(
                    "in \(split.name) \(names)\(columns.count > 5 ? " and \(columns.count - 5) more" : "") "
                        + "\(columns.count == 1 ? "has" : "have") \(what)")
            }
        }
        return .measured(
            Measurement(
                verdict: notes.isEmpty ? .pass : .warn,
                summary: notes.isEmpty ? overview(data) : notes.joined(separator: "; "),
                advice: "Drop columns that say nothing; find out why cells are missing before filling them in.",
                values: [
                    "splits": .list(
                        zip(splits, bySplit).map { split, profiles in
                            [
                                "split": .text(split.name), "rows": .integer(split.rowCount),
                                "columns": .list(profiles.map(\.reported)),
                            ]
                        })
                ],
                figures: zip(splits, bySplit).flatMap { figures($0.name, $1) }))
    }

    private func overview(_ data: MeasuredData) -> String {
        data.splits.map { split in
            "\(split.name): \(Wording.count(split.rowCount, "row")), "
                + Wording.count(split.table.columns.count, "column")
        }.joined(separator: "; ")
    }

    private func figures(_ split: String, _ profiles: [ColumnProfile]) -> [Figure] {
        let table = Figure.table(
            title: "Columns of \(split)",
            columns: ["Column", "Type", "Missing", "Distinct", "Min", "Median", "Mean", "Max", "Most common"],
            rows: profiles.map { profile in
                let shape = profile.distribution
                return [
                    profile.name, profile.kind.rawValue, Wording.count(profile.missing),
                    Wording.count(profile.distinct), shape.map { short($0.min) } ?? "",
                    shape.map { short($0.quantiles[2]) } ?? "", shape.map { short($0.mean) } ?? "",
                    shape.map { short($0.max) } ?? "", profile.top.first.map(mostCommon) ?? "",
                ]
            })
        let histograms = profiles.filter { $0.distribution?.histogram.isEmpty == false }.prefix(Self.drawn)
        return [table]
            + histograms.map { profile in
                .histogram(
                    title: "\(profile.name) in \(split)", low: profile.distribution!.min,
                    high: profile.distribution!.max, counts: profile.distribution!.histogram)
            }
    }

    private func mostCommon(_ value: ReportValue, _ count: Int) -> String {
        let text =
            switch value {
            case .text(let text): text.count > 40 ? text.prefix(39) + "…" : text
            case .integer(let number): "\(number)"
            case .number(let number): short(number)
            default: ""
            }
        return "\(text) (\(Wording.count(count)))"
    }

    private func short(_ value: Double) -> String {
        value == value.rounded() ? Wording.decimal(value, 0) : Wording.decimal(value, value.magnitude < 0.1 ? 5 : 2)
    }
}
