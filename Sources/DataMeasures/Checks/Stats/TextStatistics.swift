internal import TableIO

/// `stats.text`: lengths, vocabulary, common word sequences and languages. All figures but those of languages are exact.
struct TextStatistics: Check {
    let id = "stats.text"
    let title = "Texts"

    static let languages = Threshold(
        "stats.text.language_warn", 0.1,
        "by how much the share of texts in one language differs from training at least (lower bound of the interval); a model "
            + "that met a language in training is judged by it there", within: 0...1)
    var thresholds: [Threshold] { [Self.languages] }

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
        let detector: LanguageDetector?
        var missing: String?
        do { detector = try LanguageDetector() } catch { (detector, missing) = (nil, error.reason) }
        var mixes: [LanguageMix] = []
        for split in data.splits {
            let column = split.table[name]!
            let text = column.asText()
            let counts = TextCounts.count(text, validity: column.validity, threads: data.settings.threads)
            let mix = detector.map {
                LanguageMix(text, validity: column.validity, detector: $0, threads: data.settings.threads)
            }
            if let mix { mixes.append(mix) }
            splits.append(value(split, name, counts, mix))
            figures += self.figures(split.name, counts) + (mix.map { languages(split.name, $0) } ?? [])
            let empty = counts.empty + split.rowCount - counts.characterLengths.count
            if empty > 0 { notes.append("\(Wording.count(empty, "row")) of \(split.name) without text") }
            overview.append(
                "\(split.name): \(Wording.count(counts.words.total, "word")), "
                    + "\(Wording.count(counts.words.vocabulary)) different\(mix.map(words) ?? "")")
        }
        var advice = notes.isEmpty ? [] : ["Drop the rows without text, or find out where it was lost."]
        let shifts = shifts(data, mixes)
        let clear = shifts.filter { $0.least >= data[Self.languages] }
        if !clear.isEmpty {
            notes += clear.map(\.words)
            advice.append("Draw the splits by language, or judge each language by itself.")
        }
        if let missing { overview.append("languages are not told, for CLD2 (libcld2-0) is not installed: \(missing)") }
        return .measured(
            Measurement(
                verdict: notes.isEmpty ? .pass : .warn, summary: (notes + overview).joined(separator: "; "),
                advice: advice.joined(separator: " "),
                values: [
                    "column": .text(name), "language_detector": ReportValue(detector?.name),
                    "splits": .list(splits), "language_shifts": .list(shifts.map(\.reported)),
                ], figures: figures))
    }

    /// Of each split but training, the language whose share differs most.
    private func shifts(_ data: MeasuredData, _ mixes: [LanguageMix]) -> [LanguageShift] {
        guard mixes.count == data.splits.count else { return [] }
        let train = data.trainingSplit
        return mixes.indices.filter { $0 != train }.compactMap {
            LanguageShift(from: mixes[train], to: mixes[$0], split: data.splits[$0].name)
        }
    }

    private func value(
        _ split: MeasureInput.Split, _ name: String, _ counts: TextCounts, _ mix: LanguageMix?
    ) -> ReportValue {
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
            "languages": mix?.reported ?? .null,
            "stated_languages": statedLanguages(split.table),
        ]
    }

    /// Rows by the language they are said to be in; null when no column says it.
    private func statedLanguages(_ table: Table) -> ReportValue {
        guard let column = Self.languageColumns.lazy.compactMap({ table[$0] }).first else { return .null }
        let codes = ValueCodes([column])
        let counts = codes.counts(table: 0)
        return .object(
            codes.most(counts, limit: 100).map { .init(name: codes.value($0), value: .integer(counts[Int($0)])) })
    }

    /// The commonest language, for the summary.
    private func words(_ mix: LanguageMix) -> String {
        guard let first = mix.languages.first else { return "" }
        return ", \(Wording.percent(first.count, of: mix.texts)) of \(Wording.count(mix.texts, "text")) in "
            + "'\(first.tag)'" + (mix.languages.count > 1 ? " of \(mix.languages.count) languages" : "")
    }

    private func languages(_ split: String, _ mix: LanguageMix) -> [Figure] {
        mix.texts == 0
            ? []
            : [
                .table(
                    title: "Languages in \(split)" + Wording.sample(mix.texts, of: mix.available, "text"),
                    columns: ["Language", "Texts", "Share", "95 % interval"], rows: mix.rows)
            ]
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
