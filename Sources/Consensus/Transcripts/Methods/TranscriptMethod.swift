public import QuorumCore

/// Methods that make one transcript of several.
public enum TranscriptMethod: String, CaseIterable, Sendable {
    /// A vote on each word, in a network that does not depend on the answers' order.
    case rover
    /// The same, each vote weighed by how reliable its worker has proved.
    case weightedRover = "weighted-rover"
    /// ROVER as published, in the order of the workers' codes.
    case classicRover = "classic-rover"
    /// The answer nearest to all others.
    case medoid = "wer-medoid"

    /// - Parameters:
    ///   - votes: labels are places in `texts`.
    ///   - texts: the transcripts as written.
    /// - Precondition: `texts` has a transcript for every label.
    public func aggregate(
        _ votes: CodedVotes, texts: [String], normalisation: TextNormalisation = .standard
    ) -> TranscriptAggregate {
        precondition(texts.count >= votes.labelCount, "a label without a transcript")
        let coded = CodedTranscripts(texts, normalisation: normalisation)
        return switch self {
        case .rover: ROVER.aggregate(votes, coded)
        case .weightedRover: WeightedROVER().aggregate(votes, coded)
        case .classicRover: ClassicROVER.aggregate(votes, coded)
        case .medoid: Medoid.aggregate(votes, coded)
        }
    }
}
