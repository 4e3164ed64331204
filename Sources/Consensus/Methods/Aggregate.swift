/// What a method makes of votes.
public struct Aggregate: Sendable {
    public let posteriors: LabelPosteriors
    /// Rounds of expectation and maximisation; 0 for a method without any.
    public let rounds: Int
    /// Whether the rounds ended because they changed nothing any more.
    public let hasConverged: Bool
    /// The method's own parameter of each worker, by code; empty where it has none. What it means stands with the
    /// method.
    public let skills: [Double]

    init(_ posteriors: LabelPosteriors, rounds: Int = 0, hasConverged: Bool = true, skills: [Double] = []) {
        self.posteriors = posteriors
        self.rounds = rounds
        self.hasConverged = hasConverged
        self.skills = skills
    }
}

/// Why votes cannot be aggregated by a method.
public enum AggregationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The method keeps a number for each item and label, which would be so many.
    case tooLarge(method: VotingMethod, items: Int, labels: Int)

    public var description: String {
        switch self {
        case .tooLarge(let method, let items, let labels):
            "\(method.rawValue) keeps a probability for each of \(items) tasks and \(labels) labels, which is more "
                + "than fits; use majority, or labels that repeat from task to task"
        }
    }
}

/// Methods that decide which of the given labels is right.
public enum VotingMethod: String, CaseIterable, Sendable {
    case majority
    case weightedMajority = "weighted-majority"
    case wawa
    case dawidSkene = "dawid-skene"
    case oneCoin = "one-coin"
    case mace
    case glad

    /// - Parameter weights: each worker's weight by code, for `weightedMajority` alone.
    /// - Precondition: with `weightedMajority`, a weight of 0 or more for every worker.
    public func aggregate(_ votes: CodedVotes, weights: [Double] = []) throws(AggregationError) -> Aggregate {
        switch self {
        case .majority: return MajorityVote.aggregate(votes)
        case .weightedMajority: return MajorityVote.aggregate(votes, weights: weights)
        case .wawa: return Wawa.aggregate(votes)
        case .dawidSkene: return try DawidSkene().aggregate(votes)
        case .oneCoin: return try OneCoinDawidSkene().aggregate(votes)
        case .mace: return try MACE().aggregate(votes)
        case .glad: return try GLAD().aggregate(votes)
        }
    }

    /// Numbers that a method may keep for items and labels: 4 GB.
    private static let matrixLimit = 1 << 29

    func checkSize(_ votes: CodedVotes, rows: Int) throws(AggregationError) {
        let (size, overflow) = rows.multipliedReportingOverflow(by: votes.labelCount)
        guard !overflow, size <= Self.matrixLimit else {
            throw .tooLarge(method: self, items: votes.itemCount, labels: votes.labelCount)
        }
    }
}
