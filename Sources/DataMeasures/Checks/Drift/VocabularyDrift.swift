internal import Consensus
internal import Glibc
internal import QuorumCore
internal import TableIO

/// `drift.vocabulary`: texts of another split, or of the reference, that use other words.
///
/// Jensen–Shannon distance (base 2) of both sides' words, beside the mean over random divisions of the same texts into
/// parts of the same sizes: two small sets of texts differ by chance alone, and what counts is the excess, of pairs whose
/// distance is beyond nearly all of 199 divisions (p-values adjusted over the pairs by Benjamini and Hochberg). Words are
/// ranked by their log odds with a Dirichlet prior, as z-scores (Monroe, Colaresi, Quinn 2008). At most 20,000 texts a side
/// are taken, by a hash of the text.
struct VocabularyDrift: Check {
    let id = "drift.vocabulary"
    let title = "Words that drift"

    static let warning = Threshold(
        "drift.vocabulary.excess_warn", 0.05,
        "Jensen-Shannon distance of the words above that of random divisions; random splits stay below 0.02")
    static let failure = Threshold(
        "drift.vocabulary.excess_fail", 0.3, "the same; two topics or languages are farther apart than this")
    static let likelihood = Threshold(
        "drift.vocabulary.p", 0.05, "adjusted p-value from which on the distance may be that of a random division")
    var thresholds: [Threshold] { [Self.warning, Self.failure, Self.likelihood] }

    private static let mostTexts = 20_000
    private static let divisions = 199
    private static let priorWords = 1000.0
    private static let listed = 20

    private struct Moved {
        let word: String
        let before: Int
        let after: Int
        let z: Double
    }

    private struct Entry {
        let pair: DriftPair
        let texts: (base: Int, other: Int)
        let ofTexts: (base: Int, other: Int)
        let distance: Double
        let byChance: Double
        let p: Double
        /// Set once all pairs are known.
        var adjusted: Double
        /// Words of the other side, and those of them that the base never has.
        let words: Int
        let newWords: Int
        let moved: [Moved]

        var excess: Double { distance - byChance }
    }

    func measure(_ data: MeasuredData) -> Finding {
        guard let name = data.roles.text?.column, data.has(name) else { return .skipped(data.reasonForNoTexts) }
        let pairs = data.driftPairs.filter { $0.baseTable[name] != nil }
        guard !pairs.isEmpty else { return .skipped(data.reasonForNoDrift) }
        var entries = pairs.compactMap { entry($0, data) }
        for (index, p) in BenjaminiHochberg.adjusted(entries.map(\.p)).enumerated() { entries[index].adjusted = p }
        let real = entries.filter { $0.adjusted < data[Self.likelihood] }
        guard let worst = (real.isEmpty ? entries : real).max(by: { $0.excess < $1.excess }) else {
            return .skipped("one side has no words")
        }
        let verdict: Verdict =
            real.isEmpty || worst.excess < data[Self.warning]
            ? .pass : worst.excess >= data[Self.failure] ? .fail : .warn
        return .measured(
            Measurement(
                verdict: verdict,
                summary: summary(worst, verdict)
                    + Wording.sample(
                        worst.texts.base + worst.texts.other, of: worst.ofTexts.base + worst.ofTexts.other, "text"),
                advice:
                    "Read some texts with these words: another topic, source, language or time. Train on texts like "
                    + "those the model will meet.",
                values: ["column": .text(name), "pairs": .list(entries.map(value))],
                examples: verdict == .pass ? [] : examples(worst, data), figures: entries.map(table)))
    }

    private func entry(_ pair: DriftPair, _ data: MeasuredData) -> Entry? {
        let bag = data.textSample([pair.baseSplit, pair.otherSplit], most: Self.mostTexts)
        let base = bag.texts.count { $0.table == 0 }
        var (before, after) = ([Int](repeating: 0, count: bag.vocabulary), [Int](repeating: 0, count: bag.vocabulary))
        for text in bag.texts {
            for word in text.words {
                if text.table == 0 { before[Int(word)] += 1 } else { after[Int(word)] += 1 }
            }
        }
        guard let distance = DistributionDistance.jensenShannon(before, after) else { return nil }
        let random = randomDistances(bag, base: base, total: zip(before, after).map(+), threads: data.settings.threads)
        let p = Double(1 + random.count { $0 >= distance }) / Double(random.count + 1)
        return Entry(
            pair: pair, texts: (base, bag.texts.count - base), ofTexts: (bag.available[0], bag.available[1]),
            distance: distance, byChance: random.reduce(0, +) / Double(random.count), p: p, adjusted: p,
            words: after.reduce(0, +),
            newWords: zip(before, after).reduce(0) { $1.0 == 0 ? $0 + $1.1 : $0 }, moved: moved(bag, before, after))
    }

    /// The distances of random divisions of the texts.
    ///
    /// - Complexity: O(words of the smaller side + texts + vocabulary) a division.
    private func randomDistances(_ bag: TextBag, base: Int, total: [Int], threads: Int) -> [Double] {
        let drawn = min(base, bag.texts.count - base)
        return parallelMap(Self.divisions, threads: threads) { division in
            var generator = SeededNumbers(seed: UInt64(division))
            var counts = [Int](repeating: 0, count: total.count)
            var order = Array(bag.texts.indices)
            for place in 0..<drawn {
                order.swapAt(place, Int.random(in: place..<order.count, using: &generator))
                for word in bag.texts[order[place]].words { counts[Int(word)] += 1 }
            }
            return DistributionDistance.jensenShannon(counts, zip(total, counts).map(-)) ?? 0
        }
    }

    private func moved(_ bag: TextBag, _ before: [Int], _ after: [Int]) -> [Moved] {
        let (n, m) = (Double(before.reduce(0, +)), Double(after.reduce(0, +)))
        func odds(_ count: Double, _ prior: Double, _ total: Double) -> Double {
            log((count + prior) / (total + Self.priorWords - count - prior))
        }
        let scores = before.indices.map { word -> Double in
            let (a, b) = (Double(before[word]), Double(after[word]))
            let prior = (a + b) / (n + m) * Self.priorWords
            return (odds(b, prior, m) - odds(a, prior, n)) / (1 / (a + prior) + 1 / (b + prior)).squareRoot()
        }
        let ranked = scores.indices.sorted { (abs(scores[$1]), $0) < (abs(scores[$0]), $1) }
        return ranked.prefix(Self.listed).map {
            Moved(word: bag.word(Int32($0)), before: before[$0], after: after[$0], z: scores[$0])
        }
    }

    private func summary(_ worst: Entry, _ verdict: Verdict) -> String {
        let sides = "\(worst.pair.other) and \(worst.pair.base)"
        let share = Wording.percent(worst.newWords, of: worst.words)
        return verdict == .pass
            ? "\(sides) use the same words (\(share) of the words of \(worst.pair.other) are new)"
            : "\(sides) use different words: distance \(Wording.decimal(worst.distance)), by chance "
                + "\(Wording.decimal(worst.byChance)); \(share) of the words of \(worst.pair.other) are new"
    }

    private func value(_ entry: Entry) -> ReportValue {
        .object(
            entry.pair.reported + [
                .init(name: "texts", value: [.integer(entry.texts.base), .integer(entry.texts.other)]),
                .init(name: "of_texts", value: [.integer(entry.ofTexts.base), .integer(entry.ofTexts.other)]),
                .init(name: "jensen_shannon", value: .number(entry.distance)),
                .init(name: "by_chance", value: .number(entry.byChance)), .init(name: "p", value: .number(entry.p)),
                .init(name: "p_adjusted", value: .number(entry.adjusted)),
                .init(name: "words", value: .integer(entry.words)),
                .init(name: "new_words", value: .integer(entry.newWords)),
                .init(name: "new_interval", value: WilsonInterval.of(entry.newWords, in: entry.words)),
                .init(
                    name: "moved",
                    value: .list(
                        entry.moved.map {
                            [
                                "word": .text($0.word), "before": .integer($0.before), "after": .integer($0.after),
                                "z": .number($0.z),
                            ]
                        })),
            ])
    }

    private func examples(_ worst: Entry, _ data: MeasuredData) -> [ReportValue] {
        worst.moved.prefix(data.settings.exampleLimit).map {
            .object(
                worst.pair.reported + [
                    .init(name: "word", value: .text($0.word)), .init(name: "before", value: .integer($0.before)),
                    .init(name: "after", value: .integer($0.after)),
                ])
        }
    }

    private func table(_ entry: Entry) -> Figure {
        .table(
            title: "Words that moved most from \(entry.pair.base) to \(entry.pair.other)",
            columns: ["Word", "In \(entry.pair.base)", "In \(entry.pair.other)", "z"],
            rows: entry.moved.map {
                [$0.word, Wording.count($0.before), Wording.count($0.after), Wording.decimal($0.z, 1)]
            })
    }
}
