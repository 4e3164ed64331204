/// The decided label of a task and the answers it rests on.
public struct ConsensusLabel: Sendable, Hashable {
    public let task: TaskID
    /// The answer as most of its supporters wrote it.
    public let label: String
    public let key: String
    /// Answers that match `key`; by words, labels or spans, the votes of the one that has the fewest.
    public let support: Int
    /// All answers the task had when it was decided.
    public let votes: Int
    /// `quorum`: so many answers matched. `word-quorum`, `label-quorum`, `span-quorum`: each word, label or span had so
    /// many votes, and all answers count. `median-quorum`: so many ratings lay together, and all answers count.
    /// `adjudicated`: experts decided, whatever the answers were. `prediction`: what a model said was accepted, and
    /// nobody was asked. `gold`: the right answer of a gold task.
    public let method: String
    public let annotations: [AnnotationID]
    public let decidedAt: Timestamp

    public init(
        task: TaskID, label: String, key: String, support: Int, votes: Int, method: String,
        annotations: [AnnotationID], decidedAt: Timestamp
    ) {
        self.task = task
        self.label = label
        self.key = key
        self.support = support
        self.votes = votes
        self.method = method
        self.annotations = annotations
        self.decidedAt = decidedAt
    }

    /// The method of a label that experts gave.
    public static let adjudicated = "adjudicated"
    /// The method of the right answer to a gold task.
    public static let gold = "gold"
    /// The method of a label that a model gave.
    public static let predicted = "prediction"

    /// Share of the answers that match the label, 0...1.
    public var agreement: Double { votes == 0 ? 0 : Double(support) / Double(votes) }
}
