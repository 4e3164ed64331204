public import QuorumCore

/// The quorum on answers that are made of parts: each part is put to the vote by itself, one answer after the other.
public struct PartQuorum<Parts: AnswerParts>: Sendable {
    public let policy: QuorumPolicy
    private var parts: Parts
    private var votes: ElementVotes
    public private(set) var outcome: QuorumOutcome

    public init(_ policy: QuorumPolicy) {
        self.policy = policy
        parts = Parts(policy)
        votes = ElementVotes(policy)
        outcome = .open(wanted: policy.agree)
    }

    /// Decides a task from its answers (`CanonicalAnswer`) in the order they came.
    public static func decide(_ answers: [String], policy: QuorumPolicy) -> PartQuorum {
        var quorum = PartQuorum(policy)
        for answer in answers.prefix(policy.max) { quorum.add(answer) }
        return quorum
    }

    /// Takes one more answer. Once the task is decided it changes nothing.
    public mutating func add(_ answer: String) {
        guard case .open = outcome else { return }
        votes.add(parts.elements(of: answer))
        outcome = votes.outcome {
            parts.answer(of: votes.elements.indices.filter { votes.elements[$0].verdict == true })
        }
    }

    /// The label of a settled task as an answer.
    public var label: String? {
        if case .settled(let key, _) = outcome { key } else { nil }
    }

    /// Why the task is settled, contested or open.
    public var reason: String {
        QuorumReason.elements(
            outcome, noun: Parts.noun, votes: votes,
            undecided: votes.elements.indices.filter { votes.elements[$0].verdict == nil }.map {
                (parts.name(of: $0), votes.elements[$0].support)
            })
    }
}

/// The parts that the answers to one task are made of, each an element numbered in the order they came up.
public protocol AnswerParts: Sendable {
    /// What a person calls one.
    static var noun: String { get }

    init(_ policy: QuorumPolicy)

    /// The elements an answer has; new ones get the next numbers, without gaps.
    mutating func elements(of answer: String) -> Set<Int>

    func name(of element: Int) -> String

    /// The answer made of some elements.
    func answer(of elements: [Int]) -> String
}
