/// Where a task stands.
public enum TaskState: String, Sendable, Codable, CaseIterable {
    /// Answers are still wanted.
    case open
    /// Enough answers match.
    case settled
    /// Enough answers can no longer match; an expert must look.
    case contested
    /// An expert took it out of what is labeled.
    case discarded
}

/// A chunk and its question, for one project: the unit that is served.
public struct LabelingTask: Sendable, Hashable {
    public let id: TaskID
    public let project: ProjectID
    public let chunk: ChunkID
    public let state: TaskState
    /// Answers it gets at most: as the project's policy says, and as many more as an expert asked for.
    public let maxAnswers: Int

    public init(id: TaskID, project: ProjectID, chunk: ChunkID, state: TaskState, maxAnswers: Int) {
        self.id = id
        self.project = project
        self.chunk = chunk
        self.state = state
        self.maxAnswers = maxAnswers
    }
}

/// A lease: this annotator holds one answer slot of this task until `expiresAt`.
public struct Assignment: Sendable, Hashable {
    public let id: AssignmentID
    public let task: TaskID
    public let annotator: UserID
    public let expiresAt: Timestamp

    public init(id: AssignmentID, task: TaskID, annotator: UserID, expiresAt: Timestamp) {
        self.id = id
        self.task = task
        self.annotator = annotator
        self.expiresAt = expiresAt
    }
}

/// One annotator's answer to one task; never changed once stored.
public struct Annotation: Sendable, Hashable {
    public let id: AnnotationID
    public let task: TaskID
    public let annotator: UserID
    /// As given.
    public let answer: String
    /// The normalised answer; answers with equal keys match.
    public let key: String
    public let submittedAt: Timestamp
    /// What a model had said, normalised, where the annotator was shown that to begin with; nil where they were not.
    public let suggestedKey: String?
    /// Whether it does not count, since its annotator was paused.
    public let isSetAside: Bool

    public init(
        id: AnnotationID, task: TaskID, annotator: UserID, answer: String, key: String, submittedAt: Timestamp,
        suggestedKey: String? = nil, isSetAside: Bool = false
    ) {
        self.id = id
        self.task = task
        self.annotator = annotator
        self.answer = answer
        self.key = key
        self.submittedAt = submittedAt
        self.suggestedKey = suggestedKey
        self.isSetAside = isSetAside
    }
}
