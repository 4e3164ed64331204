public import QuorumCore

/// The quorum on sets of labels.
public typealias LabelQuorum = PartQuorum<LabelParts>

/// The labels that the answers to one task have.
public struct LabelParts: AnswerParts {
    public static let noun = "label"

    private var labels: [String] = []

    public init(_ policy: QuorumPolicy) {}

    public mutating func elements(of answer: String) -> Set<Int> {
        var elements: Set<Int> = []
        for label in CanonicalAnswer.labels(answer) ?? [] {
            if let known = labels.firstIndex(of: label) {
                elements.insert(known)
            } else {
                elements.insert(labels.count)
                labels.append(label)
            }
        }
        return elements
    }

    public func name(of element: Int) -> String { "“\(labels[element])”" }

    public func answer(of elements: [Int]) -> String { CanonicalAnswer.text(labels: elements.map { labels[$0] }) }
}
