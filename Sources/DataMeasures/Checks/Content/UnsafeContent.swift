internal import TableIO

/// `content.unsafe`: texts with words or phrases of a lexicon, by category.
///
/// Whole words, normalised; no text is shown, only where it is. A word says nothing of what is meant: news, medicine and
/// fiction have them too.
struct UnsafeContent: Check {
    let id = "content.unsafe"
    let title = "Unsafe content"

    static let warning = Threshold(
        "content.unsafe.rows_warn", 0.001, "share of texts with a listed word; below, single quotations are likely")
    static let failure = Threshold(
        "content.unsafe.rows_fail", 0.05, "share of texts with a listed word; a model picks up such a tone")
    var thresholds: [Threshold] { [Self.warning, Self.failure] }

    private struct Count: Sendable {
        let split: Int
        /// Rows by category.
        var rows: [Int]
        var any = 0
        /// The rows with most listed words.
        var worst: [(row: Int, words: Int, categories: [Int])] = []

        mutating func offer(_ row: (row: Int, words: Int, categories: [Int]), limit: Int) {
            let place = worst.firstIndex { $0.words < row.words } ?? worst.count
            if place < limit { worst.insert(row, at: place) }
            if worst.count > limit { worst.removeLast() }
        }

        /// Adds what was counted of later rows.
        mutating func merge(_ other: Count, limit: Int) {
            any += other.any
            for category in rows.indices { rows[category] += other.rows[category] }
            for row in other.worst { offer(row, limit: limit) }
        }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let lexicon = data.settings.lexicon.merging(UnsafeLexicon.standard) { $1 + $0 }
        let categories = lexicon.keys.sorted()
        let matcher = PhraseMatcher(categories.map { lexicon[$0]! })
        let limit = data.settings.exampleLimit
        let columns = data.splits.map { $0.table[name]! }
        let counts = columns.enumerated().map { split, column in
            Self.count(split, column, matcher, limit: limit, threads: data.settings.threads)
        }
        let worst = counts.max { share($0, data) < share($1, data) }!
        let verdict: Verdict =
            share(worst, data) >= data[Self.failure]
            ? .fail : worst.any > 0 && share(worst, data) >= data[Self.warning] ? .warn : .pass
        return .measured(
            Measurement(
                verdict: verdict, summary: summary(worst, categories, data),
                advice: "Read the rows named; drop or label them if the model must not write or repeat such words.",
                values: [
                    "column": .text(name), "splits": .list(counts.map { value($0, categories, data) }),
                    "terms": .object(
                        categories.map { .init(name: $0, value: .integer(lexicon[$0]!.count)) }),
                ],
                examples: counts.flatMap { count in
                    count.worst.map { entry -> ReportValue in
                        .object(
                            data.splits[count.split].namedPlace(of: entry.row) + [
                                .init(name: "words", value: .integer(entry.words)),
                                .init(
                                    name: "categories", value: .list(entry.categories.map { .text(categories[$0]) })),
                            ])
                    }
                }.prefix(limit).map { $0 }, figures: figures(counts, categories, data)))
    }

    private static func count(
        _ split: Int, _ column: Column, _ matcher: PhraseMatcher, limit: Int, threads: Int
    ) -> Count {
        let text = column.asText()
        let parts = threads * 8
        let length = (text.count + parts - 1) / parts
        let counts = parallelMap(parts, threads: threads) { part in
            let rows = min(part * length, text.count)..<min((part + 1) * length, text.count)
            return count(split, column, text, rows, matcher, limit: limit)
        }
        return counts.dropFirst().reduce(into: counts[0]) { $0.merge($1, limit: limit) }
    }

    private static func count(
        _ split: Int, _ column: Column, _ text: UTF8Column, _ rows: Range<Int>, _ matcher: PhraseMatcher, limit: Int
    ) -> Count {
        var count = Count(split: split, rows: [Int](repeating: 0, count: matcher.categories))
        var search = PhraseSearch(matcher)
        text.withCells { cells in
            for row in rows where !column.isNull(row) {
                let words = search.count(in: cells[row])
                guard words > 0 else { continue }
                let found = search.counts
                count.any += 1
                let categories = found.indices.filter { found[$0] > 0 }
                for category in categories { count.rows[category] += 1 }
                count.offer((row, words, categories), limit: limit)
            }
        }
        return count
    }

    private func share(_ count: Count, _ data: MeasuredData) -> Double {
        Double(count.any) / Double(max(1, data.splits[count.split].rowCount))
    }

    private func summary(_ worst: Count, _ categories: [String], _ data: MeasuredData) -> String {
        guard worst.any > 0 else { return "no text has a listed word" }
        let parts = categories.indices.filter { worst.rows[$0] > 0 }.map {
            "\(categories[$0]) \(Wording.count(worst.rows[$0]))"
        }
        return "\(Wording.count(worst.any, "text")) of \(data.splits[worst.split].name) "
            + "\(worst.any == 1 ? "has" : "have") listed words: \(parts.joined(separator: ", "))"
    }

    private func value(_ count: Count, _ categories: [String], _ data: MeasuredData) -> ReportValue {
        let rows = data.splits[count.split].rowCount
        return [
            "split": .text(data.splits[count.split].name), "rows": .integer(count.any),
            "rows_interval": WilsonInterval.of(count.any, in: rows),
            "categories": .list(
                categories.enumerated().map { index, name in
                    ["category": .text(name), "rows": .integer(count.rows[index])]
                }),
        ]
    }

    private func figures(_ counts: [Count], _ categories: [String], _ data: MeasuredData) -> [Figure] {
        counts.filter { $0.any > 0 }.map { count in
            .bars(
                title: "Texts of \(data.splits[count.split].name) with listed words",
                categories.enumerated().map { ($1, count.rows[$0]) })
        }
    }
}
