internal import TableIO

/// `integrity.values`: cells that are not what the rest of their column is.
///
/// Numbers among words or words among numbers (the rarer at most a tenth of the cells), several spellings of a missing
/// value, one value only, cells of nothing but punctuation, values that differ only in case, space or punctuation, damaged
/// or invisible characters, and texts whose length is far from the others' (more than eight robust deviations of its
/// logarithm from the median, at most a hundredth of the cells).
struct ColumnValues: Check {
    let id = "integrity.values"
    let title = "Odd values"

    func measure(_ data: MeasuredData) -> Finding {
        guard let first = data.splits.first, data.splits.contains(where: { $0.rowCount > 0 }) else {
            return .skipped("there are no rows")
        }
        let names = first.columnNames.filter(data.has)
        let tables = data.splits.map(\.table)
        let text = data.roles.text?.column
        let left = data.input.bookkeeping.union([data.roles.split?.column].compactMap { $0 })
        let texts = names.filter { name in tables.allSatisfy { $0[name]!.isUTF8 } }
        let codes = Dictionary(uniqueKeysWithValues: zip(texts, data.valueCodes(texts)))
        let found = parallelMap(names.count, threads: data.settings.threads) { index in
            let name = names[index]
            return ColumnOddities(tables.map { $0[name]! }, codes[name], isFreeText: name == text)
        }.filter { !$0.isPlain && !left.contains($0.name) }
        return .measured(
            Measurement(
                verdict: found.isEmpty ? .pass : .warn, summary: summary(found, names.count),
                advice:
                    "Write missing values one way and each value one way; mend damaged text where it was read; drop "
                    + "columns that always say the same.",
                values: ["columns": .list(found.map { $0.reported })],
                examples: examples(found, data), figures: found.isEmpty ? [] : [table(found)]))
    }

    private func summary(_ found: [ColumnOddities], _ count: Int) -> String {
        guard let worst = found.first else { return "nothing odd in \(Wording.count(count, "column"))" }
        return "\(Wording.count(found.count, "column")) \(found.count == 1 ? "has" : "have") odd values, such as "
            + "'\(worst.name)': \(worst.words.joined(separator: ", "))"
    }

    private func examples(_ found: [ColumnOddities], _ data: MeasuredData) -> [ReportValue] {
        found.flatMap { column in
            column.examples.map { example -> ReportValue in
                let split = data.splits[example.table]
                let text = split.table[column.name]?.text(example.row).map(Excerpt.of)
                return .object(
                    split.namedPlace(of: example.row) + [
                        .init(name: "column", value: .text(column.name)),
                        .init(name: "what", value: .text(example.what.rawValue)),
                        .init(name: "text", value: ReportValue(text)),
                    ])
            }
        }.prefix(data.settings.exampleLimit).map { $0 }
    }

    private func table(_ found: [ColumnOddities]) -> Figure {
        .table(
            title: "Columns with odd values", columns: ["Column", "What"],
            rows: found.map { [$0.name, $0.words.joined(separator: "; ")] })
    }
}
