internal import QuorumCore

/// A vote on each element that an answer may have or lack: a label of a set, a span of a text.
///
/// Who does not give an element votes against it. An element is decided with the first answer that brings either side to
/// `agree` votes; a task settles when all are. What nobody has given has every answer against it. Votes are never taken
/// back and an answer may take either side of each element, so a task can still settle if and only if each undecided
/// element's stronger side and the answers that may yet come reach `agree`.
struct ElementVotes {
    struct Element {
        /// Answers that have it.
        var support: Int
        /// Whether it is part of the label; nil while it is undecided.
        var verdict: Bool?
    }

    let policy: QuorumPolicy
    private(set) var elements: [Element] = []
    private(set) var answers = 0

    init(_ policy: QuorumPolicy) {
        self.policy = policy
    }

    /// Takes one more answer.
    ///
    /// - Parameter given: the elements it has; numbers from `elements.count` on are new, without gaps.
    mutating func add(_ given: Set<Int>) {
        for _ in 0..<given.count(where: { $0 >= elements.count }) {
            elements.append(Element(support: 0, verdict: answers >= policy.agree ? false : nil))
        }
        answers += 1
        for index in elements.indices {
            if given.contains(index) { elements[index].support += 1 }
            guard elements[index].verdict == nil else { continue }
            if elements[index].support >= policy.agree { elements[index].verdict = true }
            if answers - elements[index].support >= policy.agree { elements[index].verdict = false }
        }
    }

    /// Where the task stands.
    ///
    /// - Parameter key: of the label it settles as.
    func outcome(key: () -> String) -> QuorumOutcome {
        // What nobody has given lacks this many votes.
        var wanted = max(policy.agree - answers, 0)
        for element in elements where element.verdict == nil {
            wanted = max(wanted, policy.agree - strongerSide(of: element))
        }
        if wanted == 0 { return .settled(key: key(), support: elements.map(votes).min() ?? answers) }
        return wanted <= policy.max - answers ? .open(wanted: wanted) : .contested
    }

    /// The votes for what was decided of an element.
    private func votes(of element: Element) -> Int {
        element.verdict == true ? element.support : answers - element.support
    }

    func strongerSide(of element: Element) -> Int { max(element.support, answers - element.support) }
}
