import ArgumentParser
import Consensus

/// How `quorum consensus` decides.
enum ConsensusMethod: Equatable, ExpressibleByArgument {
    /// One of the given labels is chosen.
    case voting(VotingMethod)
    /// A transcript is chosen, or made word by word.
    case transcripts(TranscriptMethod)

    static let all =
        VotingMethod.allCases.map(ConsensusMethod.voting) + TranscriptMethod.allCases.map(ConsensusMethod.transcripts)

    init?(argument: String) {
        guard let method = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = method
    }

    var name: String {
        switch self {
        case .voting(let method): method.rawValue
        case .transcripts(let method): method.rawValue
        }
    }

    var isForTranscripts: Bool {
        if case .transcripts = self { true } else { false }
    }

    var defaultValueDescription: String { name }
    static var allValueStrings: [String] { all.map(\.name) }
}
