import LabelStore
import QuorumCore

struct TaskPageJSON: Encodable, Sendable {
    let tasks: [TaskJSON]
    /// What to give as `after` for the next page; null on the last.
    @Nullable var next: TaskID?

    init(_ tasks: [TaskDetail], of project: Project, limit: Int, names: UserNames) throws {
        self.tasks = try tasks.map { try TaskJSON($0, policy: project.policy, names: names) }
        next = tasks.count == limit ? tasks.last?.task.id : nil
    }
}

/// A task with all answers and the consensus: for those who may see results.
struct TaskJSON: Encodable, Sendable {
    struct Chunk: Encodable, Sendable {
        let source: SourceID
        let filename: String
        let ordinal: Int
        @Nullable var duration: Double?
        @Nullable var start: Double?
        @Nullable var end: Double?
        @Nullable var cut: CutKind?
        @Nullable var confidence: Double?
        @Nullable var text: String?
        @Nullable var a: String?
        @Nullable var b: String?
    }

    struct Consensus: Encodable, Sendable {
        let label: String
        let support: Int
        let votes: Int
        let agreement: Double
        let method: String
    }

    struct Annotation: Encodable, Sendable {
        let id: AnnotationID
        let annotator: String
        let answer: String
        let submittedAt: String
        /// What became of a model's answer the annotator was shown to begin with; null where there was none.
        @Nullable var suggestion: Suggestion?
        /// Whether it does not count, since its annotator was paused.
        let setAside: Bool
    }

    enum Suggestion: String, Encodable, Sendable, CaseIterable {
        case kept, changed

        /// nil where nothing was suggested.
        init?(_ annotation: QuorumCore.Annotation) {
            guard let suggested = annotation.suggestedKey else { return nil }
            self = suggested == annotation.key ? .kept : .changed
        }
    }

    let id: TaskID
    let state: TaskState
    let chunk: Chunk
    @Nullable var consensus: Consensus?
    /// Why the task stands where it stands.
    let reason: String
    /// The places of the transcript with what was given there; null where whole answers decide.
    @Nullable var words: [TaskStanding.Word]?
    let annotations: [Annotation]

    init(_ detail: TaskDetail, policy: QuorumPolicy, names: UserNames) throws {
        id = detail.task.id
        state = detail.task.state
        chunk = Chunk(detail.chunk, of: detail.source)
        consensus = detail.consensus.map {
            Consensus(
                label: $0.label, support: $0.support, votes: $0.votes, agreement: $0.agreement, method: $0.method)
        }
        let standing = TaskStanding(detail, policy: try policy.allowing(detail.task.maxAnswers))
        reason = standing.reason
        words = standing.words
        annotations = detail.annotations.map {
            Annotation(
                id: $0.id, annotator: names[$0.annotator], answer: $0.answer,
                submittedAt: $0.submittedAt.iso8601,
                suggestion: Nullable(wrappedValue: Suggestion($0)),
                setAside: $0.isSetAside)
        }
    }
}

extension TaskJSON.Chunk {
    init(_ chunk: Chunk, of source: Source) {
        self.source = source.id
        filename = source.filename
        ordinal = chunk.ordinal
        switch chunk.content {
        case .audio(let span):
            duration = span.duration
            start = span.start
            end = span.end
            cut = span.cut
            confidence = span.confidence
        case .text(let span):
            text = span.text
            a = span.pair?.a
            b = span.pair?.b
        }
    }
}
