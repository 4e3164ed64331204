internal import Glibc
internal import TableIO

/// `stats.perplexity`: how much each text surprises a model of the others.
///
/// An interpolated Kneser–Ney trigram model is learned from four fifths of the texts and scores the rest, five times over.
/// Texts that are the same when normalised count once in a split, and are in one fifth, so that none is scored by a model
/// that saw it. Odd are texts of at least five words whose logarithm of perplexity is more than five robust deviations above
/// the median: another language, gibberish, tables, markup. At most 10,000 texts are taken, by a hash of the text.
struct Perplexity: Check {
    let id = "stats.perplexity"
    let title = "Texts unlike the others"

    static let deviations = Threshold(
        "stats.perplexity.deviations", 5, "robust deviations of the logarithm above the median from which a text is odd"
    )
    static let share = Threshold("stats.perplexity.rows_warn", 0.001, "share of texts that are odd")
    var thresholds: [Threshold] { [Self.deviations, Self.share] }

    private static let folds = 5
    private static let mostTexts = 10_000
    private static let fewestTexts = 100
    private static let fewestWords = 5

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let bag = data.textSample(
            Array(data.splits.indices), most: Self.mostTexts / data.splits.count, distinct: true)
        guard bag.texts.count >= Self.fewestTexts else {
            return .skipped("there are fewer than \(Self.fewestTexts) different texts")
        }
        guard bag.vocabulary < KneserNey.mostWords else { return .skipped("there are too many different words") }
        let scores = Self.scores(bag, threads: data.settings.threads)
        let long = scores.indices.filter { bag.texts[$0].words.count >= Self.fewestWords }
        let limit = Self.limit(long.map { log(scores[$0]) }, data[Self.deviations])
        let odd = long.filter { log(scores[$0]) > limit }.sorted { (scores[$1], $0) < (scores[$0], $1) }
        let share = Double(odd.count) / Double(bag.texts.count)
        let sorted = scores.sorted()
        let all = Distribution(count: scores.count) { sorted[$0] }!
        return .measured(
            Measurement(
                verdict: odd.isEmpty || share < data[Self.share] ? .pass : .warn,
                summary: (odd.isEmpty
                    ? "no text is unlike the others; the median perplexity is \(Wording.decimal(all.quantiles[2], 0))"
                    : "\(Wording.count(odd.count, "text")) \(odd.count == 1 ? "is" : "are") unlike the others "
                        + "(perplexity above \(Wording.decimal(exp(limit), 0)), median \(Wording.decimal(all.quantiles[2], 0)))")
                    + Wording.sample(bag.texts.count, of: bag.available.reduce(0, +), "different text"),
                advice: "Read these texts: drop those in another language, gibberish, tables and markup.",
                values: [
                    "column": .text(name), "texts": .integer(bag.texts.count),
                    "of_texts": .integer(bag.available.reduce(0, +)), "folds": .integer(Self.folds),
                    "perplexity": all.reported, "limit": .number(exp(limit)), "odd": .integer(odd.count),
                    "odd_interval": WilsonInterval.of(odd.count, in: bag.texts.count),
                    "splits": .list(data.splits.indices.map { split in self.split(split, scores, bag, data) }),
                ],
                examples: odd.prefix(data.settings.exampleLimit).map { example(bag.texts[$0], scores[$0], data) },
                figures: [histogram(scores.map { log10($0) })]))
    }

    private func example(_ text: TextBag.Text, _ score: Double, _ data: MeasuredData) -> ReportValue {
        let row = data.example(split: text.table, row: text.row)
        return .object(row + [ReportValue.Member(name: "perplexity", value: .number(score))])
    }

    private static func scores(_ bag: TextBag, threads: Int) -> [Double] {
        let folds = bag.texts.map { Int($0.hash % UInt64(Self.folds)) }
        let models = parallelMap(Self.folds, threads: threads) { fold in
            let others: [ArraySlice<Int32>] = bag.texts.indices.filter { folds[$0] != fold }.map { bag.texts[$0].words }
            let model = KneserNey(others)
            return bag.texts.indices.filter { folds[$0] == fold }.map { ($0, model.perplexity(bag.texts[$0].words)) }
        }
        var scores = [Double](repeating: 0, count: bag.texts.count)
        for (index, score) in models.joined() { scores[index] = score }
        return scores
    }

    private static func limit(_ logs: [Double], _ deviations: Double) -> Double {
        guard let spread = RobustSpread(sorted: logs.sorted()) else { return .infinity }
        return spread.median + deviations * max(0.05, spread.deviation)
    }

    private func split(_ split: Int, _ scores: [Double], _ bag: TextBag, _ data: MeasuredData) -> ReportValue {
        let own = scores.indices.filter { bag.texts[$0].table == split }.map { scores[$0] }.sorted()
        return [
            "split": .text(data.splits[split].name),
            "perplexity": Distribution(count: own.count) { own[$0] }?.reported ?? .null,
        ]
    }

    private func histogram(_ logs: [Double]) -> Figure {
        let sorted = logs.sorted()
        let shape = Distribution(count: sorted.count) { sorted[$0] }!
        return .histogram(
            title: "Perplexity, as a power of ten", low: shape.min, high: shape.max, counts: shape.histogram)
    }
}
