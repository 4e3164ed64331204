internal import TableIO

/// `bias.npmi`: words that stand with one identity term more than with another.
///
/// Normalised pointwise mutual information of a word and a term, ln(p(w,s) / (p(w) p(s))) / -ln p(w,s), over texts that
/// have them or not, without smoothing; -1 where they never meet. Compared for pairs of terms, each in at least ten texts,
/// by words in at least ten texts with one of both; with 95 % intervals of the difference by Poisson's bootstrap (200
/// rounds).
struct TermAssociation: Check {
    let id = "bias.npmi"
    let title = "Company of identity terms"

    static let difference = Threshold(
        "bias.npmi.difference_warn", 0.3,
        "difference of nPMI that the interval excludes; a word several times as likely with one term as with the other")
    var thresholds: [Threshold] { [Self.difference] }

    private static let fewest = 10
    private static let mostTerms = 10
    private static let mostTexts = 100_000
    private static let wordsAPair = 10

    private struct Contrast {
        let a: Int
        let b: Int
        let word: String
        let values: (a: Double, b: Double)
        let together: (a: Int, b: Int)
        let interval: (low: Double, high: Double)

        var difference: Double { values.a - values.b }
        /// The least difference, either way, that the interval holds.
        var least: Double { max(interval.low, -interval.high, 0) }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let bag = TextBag(
            data.splits.map { $0.table[name]! }, most: Self.mostTexts / data.splits.count,
            threads: data.settings.threads)
        let company = TermCompany(
            bag, terms: data.settings.identityTerms ?? IdentityTerms.standard, fewest: Self.fewest,
            mostTerms: Self.mostTerms)
        guard company.terms.count > 1 else {
            return .skipped("fewer than two identity terms are in \(Self.fewest) texts or more")
        }
        let pairs = company.terms.indices.flatMap { a in company.terms.indices.filter { $0 > a }.map { (a, $0) } }
        let contrasts = parallelMap(pairs.count, threads: data.settings.threads) { index in
            Self.contrasts(company, pairs[index].0, pairs[index].1)
        }.flatMap { $0 }.sorted { ($1.least, abs($1.difference), $0.word) < ($0.least, abs($0.difference), $1.word) }
        let marked = contrasts.filter { $0.least >= data[Self.difference] }
        return .measured(
            Measurement(
                verdict: marked.isEmpty ? .pass : .warn, summary: summary(marked, contrasts, company),
                advice:
                    "Read texts with these words: a model learns such company as what goes together. Add texts that "
                    + "balance it, or test the model for it.",
                values: value(contrasts, company, name),
                examples: marked.prefix(data.settings.exampleLimit).map { value($0, company) },
                figures: [table(contrasts, company)]))
    }

    private static func contrasts(_ company: TermCompany, _ a: Int, _ b: Int) -> [Contrast] {
        let words = company.words(a, b, fewest: fewest).map { word in
            (code: word, word: company.word(word), a: company.npmi(a, word), b: company.npmi(b, word))
        }
        let widest = words.sorted { (abs($1.a - $1.b), $0.word) < (abs($0.a - $0.b), $1.word) }
        return widest.prefix(wordsAPair).map { entry in
            let cells = company.cells(a, b, entry.code)
            let seed = UInt64(a << 32 | b << 16) ^ UInt64(bitPattern: Int64(cells.reduce(0) { $0 &* 31 &+ $1 }))
            let interval = PoissonBootstrap.interval(cells, seed: seed) { drawn in
                let texts = drawn.reduce(0, +)
                let word = drawn[4] + drawn[5] + drawn[6] + drawn[7]
                return TermCompany.npmi(
                    both: drawn[5] + drawn[7], a: drawn[1] + drawn[3] + drawn[5] + drawn[7], b: word, texts: texts)
                    - TermCompany.npmi(
                        both: drawn[6] + drawn[7], a: drawn[2] + drawn[3] + drawn[6] + drawn[7], b: word, texts: texts)
            }
            return Contrast(
                a: a, b: b, word: entry.word, values: (entry.a, entry.b),
                together: (company.together(a, entry.code), company.together(b, entry.code)), interval: interval)
        }
    }

    private func summary(_ marked: [Contrast], _ contrasts: [Contrast], _ company: TermCompany) -> String {
        guard let worst = marked.first else {
            return "\(Wording.count(company.terms.count, "identity term")) keep much the same company"
        }
        let (more, less) = worst.difference > 0 ? (worst.a, worst.b) : (worst.b, worst.a)
        return
            "\(Wording.count(marked.count, "word")) \(marked.count == 1 ? "stands" : "stand") with one term more than "
            + "with another; most '\(worst.word)' with '\(company.terms[more].name)' rather than "
            + "'\(company.terms[less].name)'"
    }

    private func value(_ contrasts: [Contrast], _ company: TermCompany, _ column: String) -> ReportValue {
        [
            "column": .text(column), "texts": .integer(company.texts),
            "terms": .list(company.terms.map { ["term": .text($0.name), "texts": .integer($0.texts)] }),
            "differences": .list(contrasts.map { value($0, company) }),
        ]
    }

    private func value(_ contrast: Contrast, _ company: TermCompany) -> ReportValue {
        [
            "term": .text(company.terms[contrast.a].name), "other": .text(company.terms[contrast.b].name),
            "word": .text(contrast.word), "npmi": .number(contrast.values.a),
            "npmi_other": .number(contrast.values.b), "difference": .number(contrast.difference),
            "interval": [.number(contrast.interval.low), .number(contrast.interval.high)],
            "together": .integer(contrast.together.a), "together_other": .integer(contrast.together.b),
        ]
    }

    private func table(_ contrasts: [Contrast], _ company: TermCompany) -> Figure {
        .table(
            title: "Words by term", columns: ["Word", "Term", "nPMI", "Other term", "nPMI", "Difference", "95 %"],
            rows: contrasts.prefix(40).map { contrast in
                [
                    contrast.word, company.terms[contrast.a].name, Wording.decimal(contrast.values.a),
                    company.terms[contrast.b].name, Wording.decimal(contrast.values.b),
                    Wording.decimal(contrast.difference),
                    "\(Wording.decimal(contrast.interval.low)) – \(Wording.decimal(contrast.interval.high))",
                ]
            })
    }
}
