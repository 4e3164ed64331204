/// One labeling question: what is asked, of what, and when an answer counts as decided.
public struct Project: Sendable, Hashable {
    public let id: ProjectID
    public let name: String
    public let kind: TaskKind
    /// Markdown shown to annotators.
    public let guidelines: String
    /// The labels to choose from; empty for kinds without.
    public let labels: [String]
    /// The points of a rating; nil for other kinds.
    public let scale: RatingScale?
    public let policy: QuorumPolicy
    public let chunking: ChunkingSettings
    public let dispatch: DispatchPolicy
    public let adjudication: AdjudicationPolicy
    public let gold: GoldPolicy
    public let createdAt: Timestamp

    public init(
        id: ProjectID, name: String, kind: TaskKind, guidelines: String, labels: [String],
        scale: RatingScale? = nil, policy: QuorumPolicy, chunking: ChunkingSettings,
        dispatch: DispatchPolicy = .standard,
        adjudication: AdjudicationPolicy? = nil, gold: GoldPolicy = .none, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.guidelines = guidelines
        self.labels = labels
        self.scale = scale
        self.policy = policy
        self.chunking = chunking
        self.dispatch = dispatch
        self.adjudication = adjudication ?? .standard(for: kind)
        self.gold = gold
        self.createdAt = createdAt
    }

    /// What answers its tasks take.
    public var answers: AnswerSchema { AnswerSchema(kind: kind, labels: labels, scale: scale) }
}
