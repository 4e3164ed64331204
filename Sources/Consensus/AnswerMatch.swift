public import QuorumCore

/// Whether an answer says what a label says, as a project's quorum sees it.
///
/// | match | rule |
/// |---|---|
/// | answer, word, label | the keys are equal |
/// | median | the ratings lie within the tolerance of each other |
/// | overlap | each span has one of its own on the other side that it overlaps by the policy's share |
public struct AnswerMatch: Sendable {
    private let policy: QuorumPolicy

    public init(_ policy: QuorumPolicy) {
        self.policy = policy
    }

    /// - Parameters:
    ///   - key: of an answer (`AnswerKey`).
    ///   - label: the key of a label.
    public func matches(_ key: String, label: String) -> Bool {
        if key == label { return true }
        switch policy.match {
        case .answer, .word, .label: return false
        case .median:
            guard let rating = Int(key), let median = Int(label) else { return false }
            return abs(rating - median) <= policy.tolerance
        case .overlap:
            guard let spans = CanonicalAnswer.spans(key), let others = CanonicalAnswer.spans(label) else {
                return false
            }
            guard spans.count == others.count else { return false }
            return SpanPairs.closest(spans, others, overlap: policy.overlap).count == spans.count
        }
    }
}
