public import QuorumCore

/// The quorum on labeled spans of a text, one answer after the other.
///
/// The first span that matches none before it makes an element, and is its anchor. A span of a later answer is a vote for
/// the element of its label whose anchor it overlaps most, if by at least the policy's share (intersection over union);
/// an answer has one vote for each element, and closer spans choose first. Each element is put to the vote by itself
/// (`ElementVotes`); its bounds are the medians of its voters' bounds.
public struct SpanQuorum: Sendable {
    private struct Element {
        let anchor: LabeledSpan
        /// What its voters marked, in the order they came.
        var spans: [LabeledSpan]
    }

    public let policy: QuorumPolicy
    private var elements: [Element] = []
    private var votes: ElementVotes
    public private(set) var outcome: QuorumOutcome

    public init(_ policy: QuorumPolicy) {
        self.policy = policy
        votes = ElementVotes(policy)
        outcome = .open(wanted: policy.agree)
    }

    /// Decides a task from its answers (`CanonicalAnswer`) in the order they came.
    public static func decide(_ answers: [String], policy: QuorumPolicy) -> SpanQuorum {
        var quorum = SpanQuorum(policy)
        for answer in answers.prefix(policy.max) { quorum.add(answer) }
        return quorum
    }

    /// Takes one more answer. Once the task is decided it changes nothing.
    ///
    /// - Complexity: O(*n m*) for *n* spans and *m* elements, and the sorting of those that overlap.
    public mutating func add(_ answer: String) {
        guard case .open = outcome else { return }
        let spans = CanonicalAnswer.spans(answer) ?? []
        let places = matches(of: spans)
        var given: Set<Int> = []
        for (index, span) in spans.enumerated() {
            if let place = places[index] {
                elements[place].spans.append(span)
                given.insert(place)
            } else {
                given.insert(elements.count)
                elements.append(Element(anchor: span, spans: [span]))
            }
        }
        votes.add(given)
        outcome = votes.outcome { CanonicalAnswer.text(spans: chosen) }
    }

    /// The spans of a settled task as an answer.
    public var label: String? {
        if case .settled(let key, _) = outcome { key } else { nil }
    }

    /// Why the task is settled, contested or open.
    public var reason: String {
        QuorumReason.elements(
            outcome, noun: "span", votes: votes,
            undecided: zip(elements, votes.elements).filter { $1.verdict == nil }.map { element, votes in
                ("\(element.anchor.label) at \(element.anchor.start)–\(element.anchor.end)", votes.support)
            })
    }

    /// The element of each span that matches one.
    private func matches(of spans: [LabeledSpan]) -> [Int: Int] {
        var pairs: [(overlap: Double, element: Int, span: Int)] = []
        for (number, span) in spans.enumerated() {
            for (index, element) in elements.enumerated() {
                let overlap = element.anchor.overlap(with: span)
                if overlap >= policy.overlap { pairs.append((overlap, index, number)) }
            }
        }
        pairs.sort { ($1.overlap, $0.element, $0.span) < ($0.overlap, $1.element, $1.span) }
        var taken: Set<Int> = []
        var places: [Int: Int] = [:]
        for pair in pairs where places[pair.span] == nil && !taken.contains(pair.element) {
            places[pair.span] = pair.element
            taken.insert(pair.element)
        }
        return places
    }

    /// Spans whose medians fall together are one.
    private var chosen: [LabeledSpan] {
        let decided = zip(elements, votes.elements).filter { $1.verdict == true }.map(\.0)
        return Array(
            Set(
                decided.map { element in
                    let start = Self.median(element.spans.map(\.start))
                    return LabeledSpan(
                        start: start, end: max(Self.median(element.spans.map(\.end)), start + 1),
                        label: element.anchor.label)
                }))
    }

    /// The lower of two middle values.
    private static func median(_ values: [Int]) -> Int { values.sorted()[(values.count - 1) / 2] }
}
