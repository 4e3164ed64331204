internal import TableIO

/// `stats.text`: lengths, vocabulary and common word sequences. All figures are exact.
struct TextStatistics: Check {
    let id = "stats.text"
    let title = "Texts"

    private static let listed = 20
    private static let languageColumns = ["language", "lang", "locale"]

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else {
            return .skipped("no column is known to hold texts")
        }
        var splits: [ReportValue] = []
        var figures: [Figure] = []
        var notes: [String] = []
        var overview: [String] = []
        for split in data.splits {
            let column = split.table[name]!
            let text = column.asText()
            let counts = TextCounts.count(text, validity: column.validity, threads: data.settings.threads)
            splits.append(value(split, name, counts))
            figures += self.figures(split.name, counts)
            let empty = counts.empty + split.rowCount - counts.characterLengths.count
            if empty > 0 { notes.append("\(Wording.count(empty, "row")) of \(split.name) without text") }
            overview.append(
                "\(split.name): \(Wording.count(counts.words.total, "word")), "
                    + "\(Wording.count(counts.words.vocabulary)) different")
        }
        return .measured(
            Measurement(
                verdict: notes.isEmpty ? .pass : .warn, summary: (notes + overview).joined(separator: "; "),
                advice: "Drop the rows without text, or find out where it was lost.",
                values: ["column": .text(name), "splits": .list(splits)], figures: figures))
    }

    private func value(_ split: MeasureInput.Split, _ name: String, _ counts: TextCounts) -> ReportValue {
        let words = counts.words
        return [
            "split": .text(split.name), "column": .text(name), "texts": .integer(counts.characterLengths.count),
            "missing": .integer(split.rowCount - counts.characterLengths.count),
            "empty": .integer(counts.empty), "characters": .integer(counts.characterLengths.reduce(0, +)),
            "words": .integer(words.total), "vocabulary": .integer(words.vocabulary),
            "hapaxes": .integer(words.hapaxes),
            "type_token_ratio": words.total == 0
                ? .null : .number(Double(words.vocabulary) / Double(words.total)),
            "length": [
                "characters": Distribution(of: counts.characterLengths)?.reported ?? .null,
                "words": Distribution(of: counts.wordLengths)?.reported ?? .null,
            ],
            "top": .object(
                (1...3).map { length in
                    .init(
                        name: "\(length)",
                        value: .list(
                            words.top(length, limit: Self.listed).map {
                                ["text": .text(Excerpt.of($0.text)), "count": .integer($0.count)]
                            }))
                }),
            "scripts": .object(counts.namedScripts.map { .init(name: $0.name, value: .integer($0.count)) }),
            "languages": languages(split.table),
        ]
    }

    /// Rows by the language they are said to be in; null when no column says it.
    private func languages(_ table: Table) -> ReportValue {
        guard let column = Self.languageColumns.lazy.compactMap({ table[$0] }).first else { return .null }
        let codes = ValueCodes([column])
        let counts = codes.counts(table: 0)
        return .object(
            codes.most(counts, limit: 100).map { .init(name: codes.value($0), value: .integer(counts[Int($0)])) })
    }

    private func figures(_ split: String, _ counts: TextCounts) -> [Figure] {
        var figures: [Figure] = []
        if let shape = Distribution(of: counts.wordLengths) {
            figures.append(
                .table(
                    title: "Length of texts in \(split), in words",
                    columns: ["Least", "Quarter", "Median", "Mean", "Three quarters", "Most"],
                    rows: [
                        [
                            Wording.decimal(shape.min, 0), Wording.decimal(shape.quantiles[1], 1),
                            Wording.decimal(shape.quantiles[2], 1), Wording.decimal(shape.mean, 1),
                            Wording.decimal(shape.quantiles[3], 1), Wording.decimal(shape.max, 0),
                        ]
                    ]))
            if !shape.histogram.isEmpty {
                figures.append(
                    .histogram(
                        title: "Words a text in \(split)", low: shape.min, high: shape.max, counts: shape.histogram))
            }
        }
        let words = counts.words.top(1, limit: 15)
        if !words.isEmpty {
            figures.append(.bars(title: "Most common words in \(split)", words.map { ($0.text, $0.count) }))
        }
        let scripts = counts.namedScripts
        if scripts.count > 1 {
            figures.append(.bars(title: "Letters by script in \(split)", scripts.map { ($0.name, $0.count) }))
        }
        return figures
    }
}
