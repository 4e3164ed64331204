/// How a transcript differs from what was said: the counts behind word and character error rates.
///
/// Sums of these over many transcripts give the corpus' rate, in which long transcripts weigh more.
public struct WordErrors: Equatable, Sendable {
    public private(set) var hits = 0
    public private(set) var substitutions = 0
    public private(set) var deletions = 0
    public private(set) var insertions = 0

    public static let none = WordErrors()

    private init() {}

    /// Aligns two sequences of words by Levenshtein distance; of several alignments with the fewest errors, the one
    /// with the most hits counts.
    ///
    /// - Complexity: O(*nm*) for the two lengths.
    public init<Word: Equatable>(reference: [Word], hypothesis: [Word]) {
        // For each prefix of the hypothesis: errors, less a little for each hit so that more hits win.
        var errors = Array(0...hypothesis.count)
        var matched = [Int](repeating: 0, count: hypothesis.count + 1)
        for (row, word) in reference.enumerated() {
            var diagonal = (errors[0], matched[0])
            errors[0] = row + 1
            for column in hypothesis.indices {
                let above = (errors[column + 1], matched[column + 1])
                let isHit = word == hypothesis[column]
                var best = (diagonal.0 + (isHit ? 0 : 1), diagonal.1 + (isHit ? 1 : 0))
                for other in [(above.0 + 1, above.1), (errors[column] + 1, matched[column])]
                where other.0 < best.0 || other.0 == best.0 && other.1 > best.1 {
                    best = other
                }
                diagonal = above
                (errors[column + 1], matched[column + 1]) = best
            }
        }
        // hits + substitutions + deletions = n, hits + substitutions + insertions = m, and the three errors are known.
        let total = errors[hypothesis.count]
        hits = matched[hypothesis.count]
        substitutions = reference.count + hypothesis.count - 2 * hits - total
        deletions = reference.count - hits - substitutions
        insertions = hypothesis.count - hits - substitutions
    }

    /// The errors between two texts' characters (Unicode scalars), for the character error rate.
    public init(charactersOf reference: String, hypothesis: String) {
        self.init(reference: Array(reference.unicodeScalars), hypothesis: Array(hypothesis.unicodeScalars))
    }

    public var errors: Int { substitutions + deletions + insertions }
    public var referenceCount: Int { hits + substitutions + deletions }

    /// Errors a word of the reference; nil where the reference is empty.
    public var rate: Double? { referenceCount == 0 ? nil : Double(errors) / Double(referenceCount) }

    public static func + (a: WordErrors, b: WordErrors) -> WordErrors {
        var sum = a
        sum.hits += b.hits
        sum.substitutions += b.substitutions
        sum.deletions += b.deletions
        sum.insertions += b.insertions
        return sum
    }
}
