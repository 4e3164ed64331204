/// Word errors over words of reference, added up over transcripts, with a 95 % interval.
///
/// Transcripts are what is sampled, not words: errors within one are not independent. The interval is that of a ratio
/// estimator by linearisation (Cochran 1977, section 6.4), cut at 0.
public struct ErrorRate: Equatable, Sendable {
    public private(set) var transcripts = 0
    public private(set) var errors = 0
    /// Words of reference.
    public private(set) var words = 0
    private var errorSquares = 0
    private var wordSquares = 0
    private var products = 0

    public init() {}

    public mutating func add(errors: Int, words: Int) {
        transcripts += 1
        self.errors += errors
        self.words += words
        errorSquares += errors * errors
        wordSquares += words * words
        products += errors * words
    }

    /// May exceed 1 where more was written than said; nil without words of reference.
    public var rate: Double? { words == 0 ? nil : Double(errors) / Double(words) }

    /// nil for fewer than two transcripts.
    public var interval: ClosedRange<Double>? {
        guard let rate, transcripts > 1 else { return nil }
        let squares = Double(errorSquares) - 2 * rate * Double(products) + rate * rate * Double(wordSquares)
        let count = Double(transcripts)
        let error = (count / (count - 1) * max(squares, 0)).squareRoot() / Double(words)
        return max(0, rate - ProportionInterval.quantile * error)...(rate + ProportionInterval.quantile * error)
    }
}
