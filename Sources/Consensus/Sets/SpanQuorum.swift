public import QuorumCore

/// The quorum on labeled spans of a text.
public typealias SpanQuorum = PartQuorum<SpanParts>

/// The spans that the answers to one task have.
///
/// The first span that matches none before it makes an element, and is its anchor. A span of a later answer is a vote for
/// the element of its label whose anchor it overlaps most, if by at least the policy's share (intersection over union);
/// an answer has one vote for each element, and closer spans choose first. An element's bounds are the medians of its
/// voters' bounds.
public struct SpanParts: AnswerParts {
    public static let noun = "span"

    private struct Element {
        let anchor: LabeledSpan
        /// What its voters marked, in the order they came.
        var spans: [LabeledSpan]
    }

    private let overlap: Double
    private var elements: [Element] = []

    public init(_ policy: QuorumPolicy) {
        overlap = policy.overlap
    }

    /// - Complexity: O(*n m*) for *n* spans and *m* elements, and the sorting of those that overlap.
    public mutating func elements(of answer: String) -> Set<Int> {
        let spans = CanonicalAnswer.spans(answer) ?? []
        let places = SpanPairs.closest(spans, elements.map(\.anchor), overlap: overlap)
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
        return given
    }

    public func name(of element: Int) -> String {
        let anchor = elements[element].anchor
        return "\(anchor.label) at \(anchor.start)–\(anchor.end)"
    }

    /// Spans whose medians fall together are one.
    public func answer(of chosen: [Int]) -> String {
        let spans = chosen.map { number in
            let element = elements[number]
            let start = Self.median(element.spans.map(\.start))
            return LabeledSpan(
                start: start, end: max(Self.median(element.spans.map(\.end)), start + 1), label: element.anchor.label)
        }
        return CanonicalAnswer.text(spans: Array(Set(spans)))
    }

    /// The lower of two middle values.
    private static func median(_ values: [Int]) -> Int { values.sorted()[(values.count - 1) / 2] }
}
