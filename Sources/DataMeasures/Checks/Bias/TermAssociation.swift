internal import TableIO

/// `bias.npmi`: words that stand with one identity term more than with another.
///
/// Normalised pointwise mutual information of a word and a term (Bouma 2009), ln(p(w,s) / (p(w) p(s))) / -ln p(w,s), over
/// texts that have them or not, with half a text added to each cell of word by term. Compared for pairs of terms, each in
/// at least ten texts, by words that chance alone would put into five texts with either, but for other forms of the terms.
/// Whether a word stands with both alike is tested over the texts with one of them alone, by the log-likelihood ratio
/// (Dunning 1993), adjusted over all words and pairs (Benjamini and Hochberg). The widest differences of a pair are listed,
/// real ones first, with 95 % intervals by a bootstrap over texts. At most 100,000 texts are taken, by a hash of the text.
struct TermAssociation: Check {
    let id = "bias.npmi"
    let title = "Company of identity terms"

    static let difference = Threshold(
        "bias.npmi.difference_warn", 0.3,
        "difference of nPMI that the interval excludes; a word several times as likely with one term as with the other")
    static let likelihood = Threshold(
        "bias.npmi.p", 0.01, "adjusted p-value below which a word does not stand with both terms alike by chance")
    var thresholds: [Threshold] { [Self.difference, Self.likelihood] }

    private static let fewest = 10
    private static let fewestExpected = 5
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
        let adjustedP: Double

        var difference: Double { values.a - values.b }
        /// The least difference, either way, that the interval holds.
        var least: Double { max(interval.low, -interval.high, 0) }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let bag = data.textSample(Array(data.splits.indices), most: Self.mostTexts / data.splits.count)
        let company = TermCompany(
            bag, terms: data.settings.identityTerms ?? IdentityTerms.standard, fewest: Self.fewest,
            mostTerms: Self.mostTerms)
        guard company.terms.count > 1 else {
            return .skipped("fewer than two identity terms are in \(Self.fewest) texts or more")
        }
        let places = company.terms.indices.flatMap { a in company.terms.indices.filter { $0 > a }.map { (a, $0) } }
        let pairs = parallelMap(places.count, threads: data.settings.threads) {
            TermPair(company, places[$0].0, places[$0].1)
        }
        let words = pairs.map { company.words($0.a, $0.b, fewest: Self.fewestExpected) }
        let p = parallelMap(pairs.count, threads: data.settings.threads) { pair in
            words[pair].map { pairs[pair].likelihood($0) }
        }
        let adjusted = BenjaminiHochberg.adjusted(p.flatMap { $0 })
        let starts = p.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        let level = data[Self.likelihood]
        let contrasts = parallelMap(pairs.count, threads: data.settings.threads) { pair in
            Self.contrasts(
                company, pairs[pair], words[pair], adjusted[starts[pair]..<starts[pair + 1]], level: level)
        }.flatMap { $0 }.sorted { ($1.least, abs($1.difference), $0.word) < ($0.least, abs($0.difference), $1.word) }
        let marked = contrasts.filter { $0.least >= data[Self.difference] && $0.adjustedP < level }
        return .measured(
            Measurement(
                verdict: marked.isEmpty ? .pass : .warn,
                summary: summary(marked, company)
                    + Wording.sample(company.texts, of: bag.available.reduce(0, +), "text"),
                advice:
                    "Read texts with these words: a model learns such company as what goes together. Add texts that "
                    + "balance it, or test the model for it.",
                values: [
                    "column": .text(name), "texts": .integer(company.texts),
                    "of_texts": .integer(bag.available.reduce(0, +)),
                    "terms": .list(company.terms.map { ["term": .text($0.name), "texts": .integer($0.texts)] }),
                    "tested": .integer(adjusted.count), "differences": .list(contrasts.map { value($0, company) }),
                ],
                examples: marked.prefix(data.settings.exampleLimit).map { value($0, company) },
                figures: [table(contrasts, company)]))
    }

    /// The words whose company differs most, those first for which that is no chance.
    private static func contrasts(
        _ company: TermCompany, _ pair: TermPair, _ words: [Int32], _ adjusted: ArraySlice<Double>, level: Double
    ) -> [Contrast] {
        let compared = zip(words, adjusted).map { word, p in
            (code: word, word: company.word(word), values: pair.npmi(word), p: p)
        }
        func rank(_ entry: (code: Int32, word: String, values: (a: Double, b: Double), p: Double)) -> (Int, Double) {
            (entry.p < level ? 0 : 1, -abs(entry.values.a - entry.values.b))
        }
        let widest = compared.sorted { (rank($0).0, rank($0).1, $0.word) < (rank($1).0, rank($1).1, $1.word) }
        return widest.prefix(wordsAPair).map { entry in
            Contrast(
                a: pair.a, b: pair.b, word: entry.word, values: entry.values,
                together: (company.together(pair.a, word: entry.code), company.together(pair.b, word: entry.code)),
                interval: pair.interval(entry.code), adjustedP: entry.p)
        }
    }

    private func summary(_ marked: [Contrast], _ company: TermCompany) -> String {
        guard let worst = marked.first else {
            return "\(Wording.count(company.terms.count, "identity term")) keep much the same company"
        }
        let (more, less) = worst.difference > 0 ? (worst.a, worst.b) : (worst.b, worst.a)
        return
            "\(Wording.count(marked.count, "word")) \(marked.count == 1 ? "stands" : "stand") with one term more than "
            + "with another; most '\(worst.word)' with '\(company.terms[more].name)' rather than "
            + "'\(company.terms[less].name)'"
    }

    private func value(_ contrast: Contrast, _ company: TermCompany) -> ReportValue {
        [
            "term": .text(company.terms[contrast.a].name), "other": .text(company.terms[contrast.b].name),
            "word": .text(contrast.word), "npmi": .number(contrast.values.a),
            "npmi_other": .number(contrast.values.b), "difference": .number(contrast.difference),
            "interval": [.number(contrast.interval.low), .number(contrast.interval.high)],
            "p_adjusted": .number(contrast.adjustedP), "together": .integer(contrast.together.a),
            "together_other": .integer(contrast.together.b),
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
