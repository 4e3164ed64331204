public import QuorumCore

/// What a project's quorum makes of a task's answers, and why.
public struct QuorumDecision: Sendable, Equatable {
    /// How a label came about, as it is stored with it.
    public enum Method: String, Sendable {
        /// So many whole answers match.
        case quorum
        /// Each word has so many votes.
        case wordQuorum = "word-quorum"
        /// Each label of the set has so many votes.
        case labelQuorum = "label-quorum"
        /// So many ratings lie together.
        case medianQuorum = "median-quorum"
        /// Each span has so many votes.
        case spanQuorum = "span-quorum"
    }

    public let outcome: QuorumOutcome
    /// The label of a settled task, as its supporters wrote it.
    public let label: String?
    public let method: Method

    /// - Parameter answers: as given, each with its key (`AnswerKey`), in the order they came.
    public init(_ answers: [(answer: String, key: String)], policy: QuorumPolicy) {
        switch policy.match {
        case .answer: self.init(whole: answers, policy: policy)
        case .word:
            let whole = QuorumDecision(whole: answers, policy: policy)
            if whole.label != nil {
                self = whole
            } else {
                let standing = WordQuorum.decide(answers.map(\.answer), policy: policy)
                self.init(outcome: standing.outcome, label: standing.text, method: .wordQuorum)
            }
        case .label:
            let quorum = LabelQuorum.decide(answers.map(\.answer), policy: policy)
            self.init(outcome: quorum.outcome, label: quorum.label, method: .labelQuorum)
        case .median:
            let outcome = MedianQuorum.decide(answers.compactMap { Int($0.answer) }, policy: policy)
            self.init(outcome: outcome, label: outcome.key, method: .medianQuorum)
        case .overlap:
            let quorum = SpanQuorum.decide(answers.map(\.answer), policy: policy)
            self.init(outcome: quorum.outcome, label: quorum.label, method: .spanQuorum)
        }
    }

    private init(outcome: QuorumOutcome, label: String?, method: Method) {
        self.outcome = outcome
        self.label = label
        self.method = method
    }

    private init(whole answers: [(answer: String, key: String)], policy: QuorumPolicy) {
        outcome = QuorumTally.decide(keys: answers.map(\.key), policy: policy)
        label = outcome.key.flatMap { Representative.answer(for: $0, among: answers) }
        method = .quorum
    }
}

extension QuorumOutcome {
    fileprivate var key: String? {
        if case .settled(let key, _) = self { key } else { nil }
    }
}
