internal import QuorumCore

/// Which spans of two answers are the same part of a text.
enum SpanPairs {
    /// Pairs spans of one label that overlap enough, each at most once; the closest find each other first.
    ///
    /// - Parameter overlap: intersection over union from which two spans match.
    /// - Returns: the index in `others` of each span that has a partner.
    /// - Complexity: O(*n m*) for *n* spans and *m* others, and the sorting of those that overlap.
    static func closest(_ spans: [LabeledSpan], _ others: [LabeledSpan], overlap: Double) -> [Int: Int] {
        var pairs: [(overlap: Double, other: Int, span: Int)] = []
        for (number, span) in spans.enumerated() {
            for (index, other) in others.enumerated() {
                let common = other.overlap(with: span)
                if common >= overlap { pairs.append((common, index, number)) }
            }
        }
        pairs.sort { ($1.overlap, $0.other, $0.span) < ($0.overlap, $1.other, $1.span) }
        var taken: Set<Int> = []
        var partners: [Int: Int] = [:]
        for pair in pairs where partners[pair.span] == nil && taken.insert(pair.other).inserted {
            partners[pair.span] = pair.other
        }
        return partners
    }
}
