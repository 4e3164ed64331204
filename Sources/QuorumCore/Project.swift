/// The kind of question a project asks.
public enum TaskKind: String, Sendable, Codable, CaseIterable {
    /// Write down what is said in a recording.
    case transcription
    /// Choose one label of a set.
    case classification
}

/// One labeling question: what is asked, of what, and when an answer counts as decided.
public struct Project: Sendable, Hashable {
    public let id: ProjectID
    public let name: String
    public let kind: TaskKind
    /// Markdown shown to annotators.
    public let guidelines: String
    /// The labels to choose from; empty for transcription.
    public let labels: [String]
    public let policy: QuorumPolicy
    public let chunking: ChunkingSettings
    public let dispatch: DispatchPolicy
    public let adjudication: AdjudicationPolicy
    public let createdAt: Timestamp

    public init(
        id: ProjectID, name: String, kind: TaskKind, guidelines: String, labels: [String], policy: QuorumPolicy,
        chunking: ChunkingSettings, dispatch: DispatchPolicy = .standard,
        adjudication: AdjudicationPolicy? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.guidelines = guidelines
        self.labels = labels
        self.policy = policy
        self.chunking = chunking
        self.dispatch = dispatch
        self.adjudication = adjudication ?? .standard(for: kind)
        self.createdAt = createdAt
    }
}
