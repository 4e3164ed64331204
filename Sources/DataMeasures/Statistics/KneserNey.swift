internal import Glibc

/// A trigram model with interpolated Kneser–Ney smoothing (Kneser and Ney 1995; Chen and Goodman 1999), one discount an
/// order: n1 / (n1 + 2 n2), of how many sequences occur once and twice.
struct KneserNey: Sendable {
    /// Codes have 21 bits, two of which values are taken.
    static let mostWords = (1 << 21) - 2
    /// Before and after a text; words are codes from 0.
    private static let start: Int32 = -1
    private static let end: Int32 = -2

    /// Of a context: what follows it, and how many different things.
    private struct Context {
        var total = 0
        var kinds = 0
    }

    private var trigrams: [UInt64: Int32] = [:]
    private var afterTwo: [UInt64: Context] = [:]
    /// Different words before each pair and each word.
    private var bigrams: [UInt64: Int32] = [:]
    private var afterOne: [Int32: Context] = [:]
    private var unigrams: [Int32: Int32] = [:]
    private var pairs = 0
    private var discounts = [0.0, 0, 0]
    /// Words the model knows of, with the end of a text and one for all others.
    private var vocabulary: Double { Double(unigrams.count + 1) }

    /// - Parameter texts: those to learn from.
    init(_ texts: some Sequence<ArraySlice<Int32>>) {
        for text in texts {
            var (a, b) = (Self.start, Self.start)
            for word in text + CollectionOfOne(Self.end) {
                trigrams[Self.key(Self.pair(a, b), word), default: 0] += 1
                (a, b) = (b, word)
            }
        }
        count()
    }

    private static func pair(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    }

    /// A trigram by 64 bits: codes below two million are kept whole.
    private static func key(_ context: UInt64, _ word: Int32) -> UInt64 {
        let (a, b) = (context >> 32, context & 0xFFFF_FFFF)
        let mask: UInt64 = (1 << 21) - 1
        return (a & mask) << 42 | (b & mask) << 21 | UInt64(UInt32(bitPattern: word)) & mask
    }

    private static func parts(_ key: UInt64) -> (UInt64, UInt64, UInt64) {
        let mask: UInt64 = (1 << 21) - 1
        return (key >> 42 & mask, key >> 21 & mask, key & mask)
    }

    /// Continuation counts of the lower orders, from the trigrams.
    private mutating func count() {
        let mask: UInt64 = (1 << 21) - 1
        for (key, count) in trigrams {
            let (a, b, c) = Self.parts(key)
            afterTwo[a << 21 | b, default: Context()].total += Int(count)
            afterTwo[a << 21 | b]!.kinds += 1
            bigrams[b << 21 | c, default: 0] += 1
        }
        for (key, count) in bigrams {
            let (b, c) = (Int32(truncatingIfNeeded: key >> 21 & mask), Int32(truncatingIfNeeded: key & mask))
            afterOne[b, default: Context()].total += Int(count)
            afterOne[b]!.kinds += 1
            unigrams[c, default: 0] += 1
        }
        pairs = bigrams.count
        discounts = [Self.discount(unigrams.values), Self.discount(bigrams.values), Self.discount(trigrams.values)]
    }

    private static func discount(_ counts: some Sequence<Int32>) -> Double {
        var (once, twice) = (0.0, 0.0)
        for count in counts {
            if count == 1 { once += 1 } else if count == 2 { twice += 1 }
        }
        return once > 0 ? once / (once + 2 * twice) : 0.5
    }

    /// The perplexity of a text: e to the mean surprise of its words and its end.
    func perplexity(_ text: ArraySlice<Int32>) -> Double {
        var (a, b) = (Self.start, Self.start)
        var surprise = 0.0
        for word in text + CollectionOfOne(Self.end) {
            surprise -= log(probability(a, b, word))
            (a, b) = (b, word)
        }
        return exp(surprise / Double(text.count + 1))
    }

    private func probability(_ a: Int32, _ b: Int32, _ word: Int32) -> Double {
        let (x, y, z) = Self.parts(Self.key(Self.pair(a, b), word))
        var known = discounts[0] * Double(unigrams.count) / Double(max(1, pairs)) / vocabulary
        let code = Int32(truncatingIfNeeded: z)
        if let count = unigrams[code] { known += (Double(count) - discounts[0]) / Double(pairs) }
        if pairs == 0 { known = 1 / vocabulary }
        if let context = afterOne[Int32(truncatingIfNeeded: y)] {
            let count = Double(bigrams[y << 21 | z] ?? 0)
            known =
                (max(0, count - discounts[1]) + discounts[1] * Double(context.kinds) * known) / Double(context.total)
        }
        if let context = afterTwo[x << 21 | y] {
            let count = Double(trigrams[x << 42 | y << 21 | z] ?? 0)
            known =
                (max(0, count - discounts[2]) + discounts[2] * Double(context.kinds) * known) / Double(context.total)
        }
        return known
    }
}
