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
        let texts: PassageTexts
    }

    private struct Overlap {
        let from: Int
        /// Of the other side.
        let place: Int
        let source: Side
        let other: Side
        let length: Int
        let short: [SharedPassages.Hit]
        /// Texts with a long span.
        let long: [SharedPassages.Hit]
        let words: Int

        var covered: Int { short.reduce(0) { $0 + $1.covered } }
        var rows: Int { source.split.rowCount }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let column = data.roles.text?.column, data.has(column), data.input.comparisonNote == nil else {
            return .skipped(data.reasonForNoTexts)
        }
        let reference = data.input.reference.flatMap { $0.table[column] == nil ? nil : $0 }
        guard data.splits.count > 1 || reference != nil else {
            return .skipped("there is only one split and no reference")
        }
        let sides = (data.splits + [reference].compactMap { $0 }).enumerated().map { place, split in
            Side(
                name: split.name, split: split, isSeen: place == data.trainingSplit || place == data.splits.count,
                texts: PassageTexts(split.table[column]!, threads: data.settings.threads))
        }
        let overlaps = overlaps(sides, ofSplits: data.splits.count, data.settings)
        let worst = overlaps.max { rank($0) < rank($1) }!
        let isClean = overlaps.allSatisfy { $0.short.isEmpty && $0.long.isEmpty }
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

    /// Each split against every other side.
    private func overlaps(_ sides: [Side], ofSplits splits: Int, _ settings: MeasureSettings) -> [Overlap] {
        var found: [Overlap] = []
        for first in sides.indices {
            for second in sides.indices where second > first {
                var passages = SharedPassages(
                    sides[first].texts, sides[second].texts, threads: settings.threads, memory: settings.memory)
                for (side, (from, other)) in [(first, second), (second, first)].enumerated() where from < splits {
                    found.append(overlap(sides, from, other, side, &passages))
                }
            }
        }
        return found.sorted { ($0.from, $0.place) < ($1.from, $1.place) }
    }

    private func overlap(
        _ sides: [Side], _ from: Int, _ other: Int, _ side: Int, _ passages: inout SharedPassages
    ) -> Overlap {
        let texts = sides[from].texts
        let length = Self.runLength(texts)
        let short = passages.hits(of: side, length: length, mostTexts: Self.mostTexts)
        return Overlap(
            from: from, place: other, source: sides[from], other: sides[other], length: length, short: short,
            long: passages.verifiedHits(of: side, length: Self.longSpan, within: length), words: texts.words)
    }

    /// The 5th percentile of the texts' lengths in words, within `lengths`.
    private static func runLength(_ texts: PassageTexts) -> Int {
        let low = Distribution(of: texts.wordCounts.filter { $0 >= 0 }.map { Int($0) })?.quantiles[0] ?? 0
        return max(lengths.lowerBound, min(lengths.upperBound, Int(low)))
    }

    /// Into what is learned from before others, long spans before short ones.
    private func rank(_ overlap: Overlap) -> (Int, Double, Double) {
        let rows = Double(max(1, overlap.rows))
        return (
            overlap.other.isSeen && !overlap.short.isEmpty ? 1 : 0, Double(overlap.long.count) / rows,
            Double(overlap.short.count) / rows
        )
    }

    private func summary(_ worst: Overlap) -> String {
        let name = worst.source.name
        let hits = worst.short.count
        let short =
            "\(Wording.count(hits)) of \(Wording.count(worst.rows)) \(name) texts \(hits == 1 ? "has" : "have") "
            + "\(worst.length) words in a row from \(worst.other.name) "
            + "(\(Wording.percent(worst.covered, of: worst.words)) of all words)"
        guard let longest = worst.long.map(\.longest).max() else { return short }
        return short + "; \(Wording.count(worst.long.count)) "
            + "\(worst.long.count == 1 ? "has" : "have") \(Self.longSpan) or more, up to \(Wording.count(longest))"
    }

    private func value(_ overlap: Overlap) -> ReportValue {
        [
            "from": .text(overlap.source.name), "in": .text(overlap.other.name), "variant": "ngram",
            "n": .integer(overlap.length),
            "rows": .integer(overlap.short.count),
            "rows_interval": WilsonInterval.of(overlap.short.count, in: overlap.rows),
            "words": .integer(overlap.words), "covered_words": .integer(overlap.covered),
            "covered_share": overlap.words == 0
                ? .null : .number(Double(overlap.covered) / Double(overlap.words)),
            "short_rows": .integer(overlap.source.texts.shortTexts(overlap.length)),
            "span_rows": .integer(overlap.long.count),
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
                    Wording.count(overlap.short.count),
                    Wording.percent(overlap.short.count, of: overlap.rows),
                    Wording.percent(overlap.covered, of: overlap.words), Wording.count(overlap.long.count),
                    Wording.count(overlap.long.map(\.longest).max() ?? 0),
                ]
            })
    }

    /// The longest spans, then the texts that are covered most.
    private func examples(_ worst: Overlap, _ data: MeasuredData) -> [ReportValue] {
        let hasSpan = Set(worst.long.map(\.row))
        var found = worst.long.map { (hit: $0, span: $0.longest) }
        found += worst.short.filter { !hasSpan.contains($0.row) }.map { ($0, 0) }
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
