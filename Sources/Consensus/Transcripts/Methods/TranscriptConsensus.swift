/// What several transcripts of one recording come to.
public struct TranscriptConsensus: Equatable, Sendable {
    /// Each word as most of those who gave it wrote it.
    public let text: String
    /// The words in normalised form, separated by spaces.
    public let key: String
    /// The votes of the word that has the fewest.
    public let support: Int
    public let votes: Int
    /// The share of votes for what was chosen, averaged over the slots; 1 where there is no word at all.
    public let agreement: Double
    /// How likely each word is right by the method's own reckoning, averaged over the slots, 0...1.
    public let confidence: Double
    /// Whether a rule had to choose between equals somewhere.
    public let isTied: Bool
}

public struct TranscriptAggregate: Sendable {
    /// By code of the item; one without votes has an empty text.
    public let consensus: [TranscriptConsensus]
    /// By code of the worker: the share of words that the method holds right, 0...1. Methods that know no difference
    /// between workers give each the share of slots in which they agree with the result.
    public let workerWeights: [Double]
}
