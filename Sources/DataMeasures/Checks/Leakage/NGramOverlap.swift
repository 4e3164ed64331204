internal import TableIO

/// `leakage.ngram`: texts of one split with a run of words that stands in another split, or in a reference.
///
/// As GPT-3 was evaluated (Brown et al. 2020, appendix C): runs of N words, N being the 5th percentile of the texts'
/// lengths, at least 8 and at most 13; a text with any such run is contaminated; runs that more than 10 texts have are
/// ignored. Beside it texts that share at least 50 words in a row (Lee et al. 2022), verified word by word.
struct NGramOverlap: Check {
    let id = "leakage.ngram"
    let title = "Shared passages"

    private static let lengths = 8...13
    private static let mostTexts: Int32 = 10
    private static let longSpan = 50
    static let mostLongSpans = Threshold(
        "leakage.ngram.span_rows_fail", 0.01,
        "share of a split's rows with 50 words in a row from the other side; beyond, scores say little")
    var thresholds: [Threshold] { [Self.mostLongSpans] }

    private struct Side {
        let name: String
        let split: MeasureInput.Split
        /// What a model has seen: the split to learn from, or the reference.
        let isSeen: Bool
        let texts: SharedPassages.Texts
    }

    private struct Overlap {
        let from: Int
        let source: Side
        let other: Side
        let length: Int
        let short: SharedPassages
        /// Texts with a long span.
        let long: [SharedPassages.Hit]

        var covered: Int { short.hits.reduce(0) { $0 + $1.covered } }
        var rows: Int { source.split.rowCount }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let column = data.roles.text?.column, data.has(column), data.input.comparisonNote == nil else {
            return .skipped(data.reasonForNoTexts)
        }
        let own = data.splits.indices.map { side(data.splits[$0], isSeen: $0 == data.trainingSplit, column) }
        let reference = data.input.reference.flatMap { $0.table[column] == nil ? nil : $0 }.map {
            side($0, isSeen: true, column)
        }
        guard own.count > 1 || reference != nil else { return .skipped("there is only one split and no reference") }
        var overlaps: [Overlap] = []
        for from in own.indices {
            let others = own.indices.filter { $0 != from }.map { own[$0] } + [reference].compactMap { $0 }
            for other in others { overlaps.append(overlap(from, own[from], other, data)) }
        }
        let worst = overlaps.max { rank($0) < rank($1) }!
        let isClean = overlaps.allSatisfy { $0.short.hits.isEmpty && $0.long.isEmpty }
        let isSerious =
            Double(worst.long.count) > data[Self.mostLongSpans] * Double(worst.rows) && !data.roles.textIsAnswer
        return .measured(
            Measurement(
                verdict: isClean ? .pass : isSerious ? .fail : .warn,
                summary: isClean ? "no text shares a passage with another split" : summary(worst),
                advice: "Read the longest spans: drop the rows if they are what is asked for, keep them if they are "
                    + "headers or licences; report scores with and without these rows.",
                values: ["pairs": .list(overlaps.map(value)), "method": method],
                examples: isClean ? [] : examples(worst, data), figures: [table(overlaps)]))
    }

    private func side(_ split: MeasureInput.Split, isSeen: Bool, _ column: String) -> Side {
        let cells = split.table[column]!
        return Side(name: split.name, split: split, isSeen: isSeen, texts: (cells.asText(), cells.validity))
    }

    private func overlap(_ from: Int, _ source: Side, _ other: Side, _ data: MeasuredData) -> Overlap {
        let threads = data.settings.threads
        let length = Self.runLength(source.texts)
        let short = SharedPassages(
            of: source.texts, in: other.texts, length: length, mostTexts: Self.mostTexts, threads: threads)
        let candidates = SharedPassages(
            of: source.texts, in: other.texts, length: Self.longSpan, mostTexts: nil, threads: threads)
        let long = candidates.hits.filter { hit in
            CommonRun.exists(
                Self.words(source.texts, Int(hit.row)), Self.words(other.texts, Int(hit.twin)), length: Self.longSpan)
        }
        return Overlap(from: from, source: source, other: other, length: length, short: short, long: long)
    }

    private static func words(_ texts: SharedPassages.Texts, _ row: Int) -> [UInt64] {
        var hasher = WordHasher()
        texts.text.bytes.withUnsafeBytes { hasher.read(UnsafeRawBufferPointer(rebasing: $0[texts.text.range(row)])) }
        return hasher.words
    }

    /// The 5th percentile of the texts' lengths in words, within `lengths`.
    private static func runLength(_ texts: SharedPassages.Texts) -> Int {
        var hasher = WordHasher()
        var counts: [Int] = []
        texts.text.bytes.withUnsafeBytes { bytes in
            for row in 0..<texts.text.count where texts.validity.isEmpty || texts.validity[row] {
                hasher.read(UnsafeRawBufferPointer(rebasing: bytes[texts.text.range(row)]))
                counts.append(hasher.words.count)
            }
        }
        let low = Distribution(of: counts)?.quantiles[0] ?? 0
        return max(lengths.lowerBound, min(lengths.upperBound, Int(low)))
    }

    /// Into what is learned from before others, long spans before short ones.
    private func rank(_ overlap: Overlap) -> (Int, Double, Double) {
        let rows = Double(max(1, overlap.rows))
        return (
            overlap.other.isSeen && !overlap.short.hits.isEmpty ? 1 : 0, Double(overlap.long.count) / rows,
            Double(overlap.short.hits.count) / rows
        )
    }

    private func summary(_ worst: Overlap) -> String {
        let name = worst.source.name
        let hits = worst.short.hits.count
        let short =
            "\(Wording.count(hits)) of \(Wording.count(worst.rows)) \(name) texts \(hits == 1 ? "has" : "have") "
            + "\(worst.length) words in a row from \(worst.other.name) "
            + "(\(Wording.percent(worst.covered, of: worst.short.words)) of all words)"
        guard let longest = worst.long.map(\.longest).max() else { return short }
        return short + "; \(Wording.count(worst.long.count)) "
            + "\(worst.long.count == 1 ? "has" : "have") \(Self.longSpan) or more, up to \(Wording.count(longest))"
    }

    private func value(_ overlap: Overlap) -> ReportValue {
        [
            "from": .text(overlap.source.name), "in": .text(overlap.other.name), "n": .integer(overlap.length),
            "rows": .integer(overlap.short.hits.count),
            "rows_interval": WilsonInterval.of(overlap.short.hits.count, in: overlap.rows),
            "words": .integer(overlap.short.words), "covered_words": .integer(overlap.covered),
            "covered_share": overlap.short.words == 0
                ? .null : .number(Double(overlap.covered) / Double(overlap.short.words)),
            "short_rows": .integer(overlap.short.shortRows), "span_rows": .integer(overlap.long.count),
            "span_interval": WilsonInterval.of(overlap.long.count, in: overlap.rows),
            "longest_span": .integer(overlap.long.map(\.longest).max() ?? 0),
        ]
    }

    private var method: ReportValue {
        [
            "n": "5th percentile of the words of a text in `from`, 8 to 13", "words": .text(WordHasher.definition),
            "most_texts": .integer(Int(Self.mostTexts)), "span_words": .integer(Self.longSpan),
        ]
    }

    private func table(_ overlaps: [Overlap]) -> Figure {
        .table(
            title: "Texts with words in a row that stand elsewhere",
            columns: [
                "Texts of", "In", "Words in a row", "Texts", "Share", "Words covered", "With 50 or more", "Longest",
            ],
            rows: overlaps.map { overlap in
                [
                    overlap.source.name, overlap.other.name, "\(overlap.length)",
                    Wording.count(overlap.short.hits.count),
                    Wording.percent(overlap.short.hits.count, of: overlap.rows),
                    Wording.percent(overlap.covered, of: overlap.short.words), Wording.count(overlap.long.count),
                    Wording.count(overlap.long.map(\.longest).max() ?? 0),
                ]
            })
    }

    /// The longest spans, then the texts that are covered most.
    private func examples(_ worst: Overlap, _ data: MeasuredData) -> [ReportValue] {
        let hasSpan = Set(worst.long.map(\.row))
        var found = worst.long.map { (hit: $0, span: $0.longest) }
        found += worst.short.hits.filter { !hasSpan.contains($0.row) }.map { ($0, 0) }
        found.sort { a, b in
            let (x, y) = (Double(a.hit.covered) / Double(a.hit.words), Double(b.hit.covered) / Double(b.hit.words))
            return (b.span, y, a.hit.row) < (a.span, x, b.hit.row)
        }
        return found.prefix(data.settings.exampleLimit).map { hit, span in
            .object(
                data.example(split: worst.from, row: Int(hit.row)) + [
                    .init(name: "in", value: .text(worst.other.name)),
                    .init(name: "twin_row", value: worst.other.split.reportedPlace(of: Int(hit.twin))),
                    .init(name: "longest_span", value: span == 0 ? .null : .integer(span)),
                    .init(name: "covered_words", value: .integer(hit.covered)),
                    .init(name: "words", value: .integer(hit.words)),
                ])
        }
    }
}
