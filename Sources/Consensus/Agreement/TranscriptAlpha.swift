/// Krippendorff's alpha of transcripts: how much nearer the answers to one item are to each other than any two answers.
///
/// The difference of two answers is their word edit distance over the length of the longer, 0...1; two answers without
/// words are the same. It stands where Krippendorff's (2004) squared difference stands. Answers that differ in one word
/// of twenty nearly agree, where `Agreement.nominalAlpha` sees no agreement.
public struct TranscriptAlpha: Equatable, Sendable {
    /// nil where nothing can be compared, or all answers are the same.
    public let value: Double?
    /// 95 % interval: percentiles over resampled items, the difference expected by chance held as it is.
    public let interval: AgreementIntervals.Interval?
    /// Pairs of answers from which the difference expected by chance is known: all there are, or a random sample.
    public let chancePairs: Int
    public let isSampled: Bool

    /// Of more pairs or items than these a random sample is taken; the standard error from it is below 0.002.
    private static let pairLimit = 100_000
    private static let itemLimit = 100_000
    private static let resamples = 1000

    /// - Parameters:
    ///   - texts: the normalised text of each label by its code, words divided by spaces.
    ///   - seed: the same seed gives the same value of the same votes.
    /// - Complexity: O(*p l*²) for *p* pairs of answers to an item and *l* words, O(*l*²) more for each chance pair.
    public init(_ votes: CodedVotes, texts: [String], seed: UInt64 = 1) {
        var sampler = Resampler(seed: seed, count: votes.itemCount)
        var words = WordSequences(texts)
        var items = (0..<votes.itemCount).filter { votes.votes(of: $0).count > 1 }
        let answers = items.flatMap { votes.labels[votes.votes(of: $0)] }
        let chance = Self.chance(answers, &words, &sampler)
        (chancePairs, isSampled) = (chance.pairs, chance.isSampled)
        guard chance.difference > 0 else {
            (value, interval) = (nil, nil)
            return
        }
        if items.count > Self.itemLimit {
            items = (0..<Self.itemLimit).map { _ in items[sampler.below(items.count)] }.sorted()
        }
        let observed = items.map { Self.difference(votes.labels[votes.votes(of: $0)], &words) }
        let sizes = items.map { Double(votes.votes(of: $0).count) }
        let alpha = 1 - observed.reduce(0, +) / sizes.reduce(0, +) / chance.difference
        value = alpha
        interval = Self.interval(observed, sizes, chance.difference, &sampler)
    }

    /// The mean difference of two answers, whatever they answer.
    private static func chance(
        _ answers: [Int32], _ words: inout WordSequences, _ sampler: inout Resampler
    ) -> (difference: Double, pairs: Int, isSampled: Bool) {
        let all = answers.count * (answers.count - 1) / 2
        guard all > 0 else { return (0, 0, false) }
        var sum = 0.0
        guard all > pairLimit else {
            for second in answers.indices {
                for first in 0..<second { sum += words.difference(answers[first], answers[second]) }
            }
            return (sum / Double(all), all, false)
        }
        for _ in 0..<pairLimit {
            let first = sampler.below(answers.count)
            let second = (first + 1 + sampler.below(answers.count - 1)) % answers.count
            sum += words.difference(answers[first], answers[second])
        }
        return (sum / Double(pairLimit), pairLimit, true)
    }

    /// The sum over the answers to an item of each one's mean difference from the others.
    private static func difference(_ labels: ArraySlice<Int32>, _ words: inout WordSequences) -> Double {
        var sum = 0.0
        for second in labels.indices {
            for first in labels.startIndex..<second { sum += words.difference(labels[first], labels[second]) }
        }
        return 2 * sum / Double(labels.count - 1)
    }

    private static func interval(
        _ observed: [Double], _ sizes: [Double], _ chance: Double, _ sampler: inout Resampler
    ) -> AgreementIntervals.Interval? {
        var alphas: [Double] = []
        for _ in 0..<resamples {
            var (sum, size) = (0.0, 0.0)
            for _ in observed.indices {
                let item = sampler.below(observed.count)
                sum += observed[item]
                size += sizes[item]
            }
            alphas.append(1 - sum / size / chance)
        }
        return AgreementIntervals.Interval(of: alphas)
    }
}

/// Texts as codes of words in one array.
private struct WordSequences {
    private var codes: [Int32] = []
    private var offsets = [0]
    private var distance = EditDistance()

    init(_ texts: [String]) {
        var known: [Substring: Int32] = [:]
        for text in texts {
            for word in text.split(separator: " ") {
                let code = known[word] ?? Int32(known.count)
                known[word] = code
                codes.append(code)
            }
            offsets.append(codes.count)
        }
    }

    mutating func difference(_ a: Int32, _ b: Int32) -> Double {
        if a == b { return 0 }
        let first = codes[offsets[Int(a)]..<offsets[Int(a) + 1]]
        let second = codes[offsets[Int(b)]..<offsets[Int(b) + 1]]
        let longest = max(first.count, second.count)
        return longest == 0 ? 0 : Double(distance.between(first, second)) / Double(longest)
    }
}
