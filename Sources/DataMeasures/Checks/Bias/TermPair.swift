internal import Glibc

/// Two identity terms, and the texts that have either or both.
struct TermPair: Sendable {
    let a: Int
    let b: Int
    private let company: TermCompany
    /// Texts with both terms, and those of them with each word.
    private let both: (texts: Int, words: [Int32: Int])

    /// Added to each of the eight cells: half a text to each cell of a word by a term.
    private static let prior = 0.25

    init(_ company: TermCompany, _ a: Int, _ b: Int) {
        (self.company, self.a, self.b) = (company, a, b)
        both = company.together(a, b)
    }

    /// A word's normalised pointwise mutual information with both terms.
    func npmi(_ word: Int32) -> (a: Double, b: Double) { Self.npmi(cells(word).map { Double($0) + Self.prior }) }

    /// That of the first term less that of the second, the middle 95 %.
    func interval(_ word: Int32) -> (low: Double, high: Double) {
        let cells = cells(word)
        let seed = UInt64(a << 32 | b << 16) ^ UInt64(bitPattern: Int64(cells.reduce(0) { $0 &* 31 &+ $1 }))
        return BayesianBootstrap.interval(cells, prior: Self.prior, seed: seed) { weights in
            let values = Self.npmi(weights)
            return values.a - values.b
        }
    }

    /// The p-value of the word standing with either term alike, over the texts with one of them alone.
    func likelihood(_ word: Int32) -> Double {
        let cells = cells(word)
        return ChiSquare.likelihoodRatio([[cells[5], cells[1]], [cells[6], cells[2]]]).p
    }

    /// Texts by which of the terms and the word they have: bit 0 the first term, bit 1 the second, bit 2 the word.
    private func cells(_ word: Int32) -> [Int] {
        let all = both.words[word] ?? 0
        let (withA, withB) = (company.together(a, word: word) - all, company.together(b, word: word) - all)
        let (onlyA, onlyB) = (company.terms[a].texts - both.texts, company.terms[b].texts - both.texts)
        let alone = company.texts(word) - withA - withB - all
        let known = [onlyA - withA, onlyB - withB, both.texts - all, alone, withA, withB, all]
        return [company.texts - known.reduce(0, +)] + known
    }

    private static func npmi(_ cells: [Double]) -> (a: Double, b: Double) {
        let texts = cells.reduce(0, +)
        let word = cells[4] + cells[5] + cells[6] + cells[7]
        func value(_ both: Double, _ term: Double) -> Double {
            let information = -log(both / texts)
            return information > 0 ? log(both * texts / (term * word)) / information : 0
        }
        return (
            value(cells[5] + cells[7], cells[1] + cells[3] + cells[5] + cells[7]),
            value(cells[6] + cells[7], cells[2] + cells[3] + cells[6] + cells[7])
        )
    }
}
