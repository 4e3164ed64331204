internal import Glibc
internal import TableIO

/// `stats.zipf`: whether few words are common and many rare, as in natural language.
///
/// A discrete power law is fitted to how often words occur: the exponent by maximum likelihood with the exact zeta
/// function, the start of the law by the least Kolmogorov–Smirnov distance, its p-value by 50 semi-parametric bootstrap
/// samples (Clauset, Shalizi, Newman 2009). Natural texts have exponents near 2; a far steeper or flatter law marks
/// templates, generated or shuffled text, or a vocabulary cut to size. No law of words holds exactly, so that a small p is
/// common in large data and no fault.
struct WordFrequencies: Check {
    let id = "stats.zipf"
    let title = "Word frequencies"

    static let least = Threshold("stats.zipf.alpha_low", 1.5, "exponent; natural texts lie between about 1.6 and 2.4")
    static let most = Threshold("stats.zipf.alpha_high", 3, "exponent; above, hardly any word is common")
    var thresholds: [Threshold] { [Self.least, Self.most] }

    private static let fewestWords = 1000
    private static let rounds = 50
    private static let mostTexts = 200_000
    private static let points = 60

    private struct Entry {
        let split: String
        let vocabulary: Int
        let texts: Int
        let ofTexts: Int
        let law: PowerLaw
        let p: Double
        let histogram: [(value: Int, count: Int)]
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let entries = data.splits.indices.compactMap { entry($0, data) }
        guard let odd = entries.max(by: { abs($0.law.alpha - 2) < abs($1.law.alpha - 2) }) else {
            return .skipped("no split has \(Wording.count(Self.fewestWords)) different words")
        }
        let isOdd = odd.law.alpha < data[Self.least] || odd.law.alpha > data[Self.most]
        return .measured(
            Measurement(
                verdict: isOdd ? .warn : .pass,
                summary:
                    "words of \(odd.split) follow a power law of exponent \(Wording.decimal(odd.law.alpha, 2)) from "
                    + "\(Wording.count(odd.law.xmin)) occurrences on" + (isOdd ? ", unlike natural text" : "")
                    + Wording.sample(odd.texts, of: odd.ofTexts, "text"),
                advice: "Read some texts at random: are they templates, generated, shuffled, or not text at all?",
                values: ["column": .text(name), "splits": .list(entries.map(value))], figures: entries.map(chart)))
    }

    private func entry(_ split: Int, _ data: MeasuredData) -> Entry? {
        let bag = data.textSample([split], most: Self.mostTexts)
        guard bag.vocabulary >= Self.fewestWords else { return nil }
        var counts = [Int](repeating: 0, count: bag.vocabulary)
        for text in bag.texts { for word in text.words { counts[Int(word)] += 1 } }
        var sizes: [Int: Int] = [:]
        for count in counts { sizes[count, default: 0] += 1 }
        let histogram = sizes.map { (value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
        guard let law = PowerLaw(histogram) else { return nil }
        return Entry(
            split: data.splits[split].name, vocabulary: bag.vocabulary, texts: bag.texts.count,
            ofTexts: bag.available[0], law: law,
            p: law.plausibility(histogram, rounds: Self.rounds, threads: data.settings.threads), histogram: histogram)
    }

    private func value(_ entry: Entry) -> ReportValue {
        [
            "split": .text(entry.split), "alpha": .number(entry.law.alpha), "xmin": .integer(entry.law.xmin),
            "ks": .number(entry.law.distance), "p": .number(entry.p), "rounds": .integer(Self.rounds),
            "vocabulary": .integer(entry.vocabulary), "tail": .integer(entry.law.tail),
            "starts_tried": .integer(min(entry.histogram.count, PowerLaw.mostStarts)),
            "of_starts": .integer(entry.histogram.count), "texts": .integer(entry.texts),
            "of_texts": .integer(entry.ofTexts),
        ]
    }

    /// Occurrences by rank, at ranks evenly apart on a logarithmic axis, with the law's line.
    private func chart(_ entry: Entry) -> Figure {
        var points: [Scatter.Point] = []
        var rank = 0
        var next = 1.0
        let step = pow(Double(entry.vocabulary), 1 / Double(Self.points))
        for group in entry.histogram.reversed() {
            rank += group.count
            guard Double(rank) >= next else { continue }
            points.append(Scatter.Point(x: Double(rank), y: Double(group.value)))
            while next <= Double(rank) { next *= step }
        }
        // By the law, the rank of x is tail · zeta(alpha, x) / zeta(alpha, xmin).
        let all = HurwitzZeta.value(entry.law.alpha, Double(entry.law.xmin))
        let most = Double(entry.histogram.last!.value)
        let line = [Double(entry.law.xmin), most].map { value in
            Scatter.Point(
                x: max(1, Double(entry.law.tail) * HurwitzZeta.value(entry.law.alpha, value) / all), y: value)
        }
        return .scatter(
            Scatter(
                title: "Words of \(entry.split): occurrences by rank, with the law fitted", xTitle: "rank",
                yTitle: "occurrences", points: points, line: line))
    }
}
