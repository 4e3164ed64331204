/// What has to match for a task to settle.
public enum QuorumMatch: String, Sendable, Codable, CaseIterable {
    /// Whole answers.
    case answer
    /// Each word of a transcript by itself, though no two whole answers match.
    case word
    /// Each label of a set by itself.
    case label
    /// Ratings that lie close together; their median is the label.
    case median
    /// Spans of one label that overlap enough.
    case overlap
}

/// How many answers a task gets at most and how many matching ones settle it, written `AGREE/MAX` (for example 4/7).
public struct QuorumPolicy: Hashable, Sendable, CustomStringConvertible {
    /// Matching answers that settle a task, 1...max.
    public let agree: Int
    /// Answers a task gets at most, 1...101.
    public let max: Int
    public let match: QuorumMatch
    public let normalisation: TextNormalisation
    /// How many points two ratings that match by `.median` may lie apart.
    public let tolerance: Int
    /// The intersection over union, above 0 to 1, from which spans match by `.overlap`.
    public let overlap: Double

    public static let standardOverlap = 0.5
    public static let answerLimit = 101

    public init(
        agree: Int, max: Int, match: QuorumMatch = .answer, normalisation: TextNormalisation = .standard,
        tolerance: Int = 0, overlap: Double = standardOverlap
    ) throws(QuorumPolicyError) {
        guard agree >= 1 else { throw .agreeTooSmall(agree) }
        guard max <= Self.answerLimit else { throw .maxTooLarge(max) }
        guard agree <= max else { throw .agreeExceedsMax(agree: agree, max: max) }
        self.agree = agree
        self.max = max
        self.match = match
        self.normalisation = normalisation
        guard tolerance >= 0 else { throw .negativeTolerance(tolerance) }
        guard overlap > 0, overlap <= 1 else { throw .overlapOutOfRange(overlap) }
        self.tolerance = tolerance
        self.overlap = overlap
    }

    /// Parses `AGREE/MAX`.
    public init(
        parsing text: String, match: QuorumMatch = .answer, normalisation: TextNormalisation = .standard,
        tolerance: Int = 0, overlap: Double = standardOverlap
    ) throws(QuorumPolicyError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let agree = Int(parts[0]), let max = Int(parts[1]) else {
            throw .malformed(text)
        }
        try self.init(
            agree: agree, max: max, match: match, normalisation: normalisation, tolerance: tolerance, overlap: overlap)
    }

    public var description: String { "\(agree)/\(max)" }

    /// The same policy for a task that may have `max` answers, or as many as it takes to agree if that is more: the task
    /// may have been decided when fewer were asked for.
    public func allowing(_ max: Int) throws(QuorumPolicyError) -> QuorumPolicy {
        try QuorumPolicy(
            agree: agree, max: Swift.max(agree, max), match: match, normalisation: normalisation, tolerance: tolerance,
            overlap: overlap)
    }
}

public enum QuorumPolicyError: Error, Equatable, CustomStringConvertible {
    case malformed(String)
    case agreeTooSmall(Int)
    case maxTooLarge(Int)
    case agreeExceedsMax(agree: Int, max: Int)
    case negativeTolerance(Int)
    case overlapOutOfRange(Double)

    public var description: String {
        switch self {
        case .malformed(let text):
            "The quorum policy \"\(text)\" is not of the form AGREE/MAX; write for example 4/7."
        case .agreeTooSmall(let agree):
            "The quorum policy asks for \(agree) matching answers; it must ask for at least 1."
        case .maxTooLarge(let max):
            "The quorum policy allows \(max) answers a task; the most is \(QuorumPolicy.answerLimit)."
        case .agreeExceedsMax(let agree, let max):
            "The quorum policy \(agree)/\(max) can never settle: it asks for \(agree) matching answers but allows only "
                + "\(max). Write AGREE/MAX with AGREE not above MAX, for example 4/7."
        case .negativeTolerance(let tolerance):
            "The tolerance \(tolerance) is negative; give how many points matching ratings may lie apart, 0 or more."
        case .overlapOutOfRange(let overlap):
            "The overlap \(overlap) is out of range; give a share above 0 and up to 1, for example 0.5."
        }
    }
}
