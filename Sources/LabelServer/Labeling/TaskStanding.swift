import Consensus
import LabelStore
import QuorumCore

/// Why a task stands where it stands and, where words are put to the vote, what stands at each place.
struct TaskStanding: Sendable {
    struct Word: Encodable, Sendable {
        struct Candidate: Encodable, Sendable {
            /// As most of its voters wrote it; empty for no word.
            let text: String
            let votes: Int
        }

        let settled: Bool
        /// Most votes first.
        let candidates: [Candidate]
    }

    let reason: String
    /// nil where whole answers decide.
    let words: [Word]?

    /// - Parameter policy: the task's, with its own maximum.
    init(_ detail: TaskDetail, policy: QuorumPolicy) {
        if let verdict = Self.verdict(detail) {
            (reason, words) = (verdict, nil)
            return
        }
        let answers = detail.annotations.filter { !$0.isSetAside }.prefix(detail.consensus?.votes ?? policy.max)
        let given = answers.map(\.answer)
        let isWhole = detail.consensus?.method == QuorumDecision.Method.quorum.rawValue
        switch isWhole ? .answer : policy.match {
        case .answer: (reason, words) = (QuorumReason.answers(keys: answers.map(\.key), policy: policy), nil)
        case .label: (reason, words) = (LabelQuorum.decide(given, policy: policy).reason, nil)
        case .median: (reason, words) = (MedianQuorum.reason(given.compactMap { Int($0) }, policy: policy), nil)
        case .overlap: (reason, words) = (SpanQuorum.decide(given, policy: policy).reason, nil)
        case .word:
            let standing = WordQuorum.decide(given, policy: policy)
            reason = standing.reason
            words = standing.slots.map { slot in
                Word(
                    settled: slot.isSettled,
                    candidates: slot.candidates.map { Word.Candidate(text: $0.text, votes: $0.votes) })
            }
        }
    }

    /// What experts made of the task, whatever the answers were.
    private static func verdict(_ detail: TaskDetail) -> String? {
        if detail.task.state == .discarded { return "An expert took it out of what is labeled." }
        guard let consensus = detail.consensus else { return nil }
        if consensus.method == ConsensusLabel.gold { return "A gold task: its right answer is known." }
        if consensus.method == ConsensusLabel.predicted {
            return "What a model said with enough confidence was accepted; nobody was asked."
        }
        guard consensus.method == ConsensusLabel.adjudicated else { return nil }
        return "Decided by an expert; \(consensus.support) of \(consensus.votes) answers match."
    }
}
