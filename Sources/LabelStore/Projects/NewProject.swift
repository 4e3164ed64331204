package import QuorumCore

/// A project before it has a number.
package struct NewProject: Sendable {
    package let name: String
    package let kind: TaskKind
    package let guidelines: String
    /// The labels to choose from; empty for kinds without.
    package let labels: [String]
    /// The points of a rating; nil for other kinds.
    package let scale: RatingScale?
    package let policy: QuorumPolicy
    package let chunking: ChunkingSettings
    package let dispatch: DispatchPolicy
    package let adjudication: AdjudicationPolicy
    package let gold: GoldPolicy

    package init(
        name: String, kind: TaskKind, guidelines: String, labels: [String],
        scale: RatingScale? = nil, policy: QuorumPolicy, chunking: ChunkingSettings,
        dispatch: DispatchPolicy = .standard,
        adjudication: AdjudicationPolicy? = nil, gold: GoldPolicy = .none
    ) {
        self.name = name
        self.kind = kind
        self.guidelines = guidelines
        self.labels = labels
        self.scale = scale ?? (kind == .rating ? .standard : nil)
        self.policy = policy
        self.chunking = chunking
        self.dispatch = dispatch
        self.gold = gold
        self.adjudication = adjudication ?? .standard(for: kind)
    }
}
