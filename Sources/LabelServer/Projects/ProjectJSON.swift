import LabelStore
import QuorumCore

struct ProjectJSON: Encodable, Sendable {
    struct Chunking: Encodable, Sendable {
        let min: Double
        let max: Double
        let pause: Double
    }

    struct Dispatch: Encodable, Sendable {
        let order: DispatchPolicy.Order
        /// For those who may see results.
        let seed: UInt64?
        /// Whether people may answer what they uploaded themselves.
        let ownUploads: Bool
        /// Whether answers begin with what a model says.
        let prefill: Bool
    }

    struct Adjudication: Encodable, Sendable {
        let experts: Int
        let errorKinds: [String]
    }

    struct Gold: Encodable, Sendable {
        /// The share of gold among what people are served.
        let rate: Double
        /// Whether people are told what would have been right.
        let feedback: Bool
        /// Whoever is below is paused.
        @Nullable var minAccuracy: Double?
        /// After so many gold answers.
        let minAnswers: Int

        init(_ policy: GoldPolicy) {
            rate = policy.rate
            feedback = policy.givesFeedback
            _minAccuracy = Nullable(wrappedValue: policy.leastAccuracy)
            minAnswers = policy.fewestAnswers
        }
    }

    struct Scale: Encodable, Sendable {
        let lowest: Int
        let highest: Int
    }

    let id: ProjectID
    let name: String
    let kind: TaskKind
    /// Markdown.
    let guidelines: String
    /// The guidelines as safe HTML.
    let guidelinesHTML: String
    let labels: [String]
    /// The points of a rating.
    @Nullable var scale: Scale?
    /// `AGREE/MAX`.
    let policy: String
    /// What has to match: whole answers, or their parts.
    let match: QuorumMatch
    /// How many points matching ratings may lie apart.
    let tolerance: Int
    /// The share of their union in which matching spans overlap.
    let overlap: Double
    /// What is set aside when answers are compared.
    let normalisation: [String]
    let chunking: Chunking
    let dispatch: Dispatch
    let adjudication: Adjudication
    /// For those who may see results: who knows the rate, and whether there is any, can look out for gold.
    let gold: Gold?
    let createdAt: String

    init(_ project: Project, for role: ProjectRole) {
        let seesResults = role.may(.results)
        id = project.id
        name = project.name
        kind = project.kind
        guidelines = project.guidelines
        guidelinesHTML = Markdown.html(project.guidelines)
        labels = project.labels
        scale = project.scale.map { Scale(lowest: $0.lowest, highest: $0.highest) }
        policy = project.policy.description
        match = project.policy.match
        tolerance = project.policy.tolerance
        overlap = project.policy.overlap
        normalisation = project.policy.normalisation.names
        chunking = Chunking(
            min: project.chunking.minimum, max: project.chunking.maximum, pause: project.chunking.pause)
        dispatch = Dispatch(
            order: project.dispatch.order, seed: seesResults ? project.dispatch.seed : nil,
            ownUploads: project.dispatch.servesOwnUploads, prefill: project.dispatch.showsPredictions)
        adjudication = Adjudication(
            experts: project.adjudication.experts, errorKinds: project.adjudication.errorKinds)
        gold = seesResults ? Gold(project.gold) : nil
        createdAt = project.createdAt.iso8601
    }
}

extension ProjectJSON {
    /// The same for everybody who sees the project.
    var tag: EntityTag { get throws { try EntityTag(of: self) } }
}

struct ProgressJSON: Encodable, Sendable {
    struct Annotator: Encodable, Sendable {
        let id: UserID
        let name: String
        let annotations: Int
        /// Of the settled tasks they answered, how many with the consensus.
        let agreed: Int
        let settled: Int
    }

    /// How many answers the asker gave.
    let mine: Int
    /// For those who may see results: an annotator who watched the counts would learn from them what others answered.
    var sources: [String: Int]?
    var tasks: [String: Int]?
    var annotations: Int?
    var annotators: [Annotator]?

    /// For an annotator.
    init(mine: Int) {
        self.mine = mine
    }

    /// For those who may see results.
    init(_ progress: ProjectProgress, for user: User) {
        mine = progress.annotators.first { $0.user == user.id }?.annotations ?? 0
        sources = Self.counts(progress.sources)
        tasks = Self.counts(progress.tasks)
        annotations = progress.annotations
        annotators = progress.annotators.map {
            Annotator(
                id: $0.user, name: $0.name, annotations: $0.annotations, agreed: $0.agreedWithConsensus,
                settled: $0.settledAnnotations)
        }
    }

    /// A count for every state, also where there is none.
    static func counts<State: CaseIterable & RawRepresentable<String> & Hashable>(_ counts: [State: Int])
        -> [String: Int]
    {
        Dictionary(uniqueKeysWithValues: State.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
    }
}
