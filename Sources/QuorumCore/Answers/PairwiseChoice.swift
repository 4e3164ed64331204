/// The answers to a pairwise task.
public enum PairwiseChoice: String, Sendable, Codable, CaseIterable {
    /// The first text is better.
    case a
    /// The second text is better.
    case b
    /// Neither is.
    case tie
}
