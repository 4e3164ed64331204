public import QuorumCore

/// What a project's quorum makes of a task's answers.
public struct QuorumDecision: Sendable, Equatable {
    /// How a label came about, as it is stored with it.
    public enum Method: String, Sendable {
        /// So many whole answers match.
        case quorum
        /// Each word has so many votes.
        case wordQuorum = "word-quorum"
    }

    public let outcome: QuorumOutcome
    /// The label of a settled task, as its supporters wrote it.
    public let label: String?
    public let method: Method

    /// - Parameter answers: as given, each with its key (`AnswerKey`), in the order they came.
    public init(_ answers: [(answer: String, key: String)], policy: QuorumPolicy) {
        let whole = QuorumTally.decide(keys: answers.map(\.key), policy: policy)
        if case .settled(let key, _) = whole {
            (outcome, label, method) = (whole, Representative.answer(for: key, among: answers), .quorum)
            return
        }
        switch policy.match {
        case .answer: (outcome, label, method) = (whole, nil, .quorum)
        case .word:
            let standing = WordQuorum.decide(answers.map(\.answer), policy: policy)
            (outcome, label, method) = (standing.outcome, standing.text, .wordQuorum)
        }
    }
}
