public import QuorumCore

/// The quorum on sets of labels: each label is put to the vote by itself, one answer after the other.
public struct LabelQuorum: Sendable {
    public let policy: QuorumPolicy
    private var labels: [String] = []
    private var votes: ElementVotes
    public private(set) var outcome: QuorumOutcome

    public init(_ policy: QuorumPolicy) {
        self.policy = policy
        votes = ElementVotes(policy)
        outcome = .open(wanted: policy.agree)
    }

    /// Decides a task from its answers (`CanonicalAnswer`) in the order they came.
    public static func decide(_ answers: [String], policy: QuorumPolicy) -> LabelQuorum {
        var quorum = LabelQuorum(policy)
        for answer in answers.prefix(policy.max) { quorum.add(answer) }
        return quorum
    }

    /// Takes one more answer. Once the task is decided it changes nothing.
    public mutating func add(_ answer: String) {
        guard case .open = outcome else { return }
        var given: Set<Int> = []
        for label in CanonicalAnswer.labels(answer) ?? [] {
            if let known = labels.firstIndex(of: label) {
                given.insert(known)
            } else {
                given.insert(labels.count)
                labels.append(label)
            }
        }
        votes.add(given)
        outcome = votes.outcome { CanonicalAnswer.text(labels: chosen) }
    }

    /// The label set of a settled task as an answer.
    public var label: String? {
        if case .settled(let key, _) = outcome { key } else { nil }
    }

    /// Why the task is settled, contested or open.
    public var reason: String {
        QuorumReason.elements(
            outcome, noun: "label", votes: votes,
            undecided: zip(labels, votes.elements).filter { $1.verdict == nil }.map { ("“\($0)”", $1.support) })
    }

    private var chosen: [String] { zip(labels, votes.elements).filter { $1.verdict == true }.map(\.0) }
}
