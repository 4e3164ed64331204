/// How experts settle what the quorum could not.
public struct AdjudicationPolicy: Sendable, Hashable {
    public static let expertRange = 1...2

    /// How many experts must come to the same decision, 1...2.
    public let experts: Int
    /// The kinds of error an expert can give as the reason.
    public let errorKinds: [String]

    public init(experts: Int = 1, errorKinds: [String]) {
        self.experts = experts
        self.errorKinds = errorKinds
    }

    public static func standard(for kind: TaskKind) -> AdjudicationPolicy {
        AdjudicationPolicy(errorKinds: standardErrorKinds(for: kind))
    }

    /// What usually goes wrong with a kind of task: the work, the item, or the question.
    public static func standardErrorKinds(for kind: TaskKind) -> [String] {
        switch kind {
        case .transcription:
            [
                "word misheard", "word left out", "word added", "spelling", "number or name", "unintelligible",
                "cut inside a word", "guidelines unclear",
            ]
        case .classification:
            ["wrong label", "several labels fit", "no label fits", "item unreadable", "guidelines unclear"]
        case .multilabel:
            ["wrong label", "label left out", "no label fits", "item unreadable", "guidelines unclear"]
        case .rating: ["too high", "too low", "cannot be rated", "item unreadable", "guidelines unclear"]
        case .span:
            ["wrong label", "wrong bounds", "span left out", "span added", "item unreadable", "guidelines unclear"]
        case .pairwise:
            ["wrong choice", "no difference", "cannot be compared", "item unreadable", "guidelines unclear"]
        }
    }
}

/// What an expert did about a contested task.
public struct Adjudication: Sendable, Hashable {
    public enum Action: String, Sendable, Codable, CaseIterable {
        /// Gave the label.
        case decide
        /// Asked more people.
        case moreVotes = "more_votes"
        /// Took the task out of what is labeled.
        case discard
    }

    public let id: AdjudicationID
    public let task: TaskID
    public let expert: UserID
    public let action: Action
    /// The label given, as the expert wrote or chose it.
    public let label: String?
    /// How many more answers the task may have.
    public let votes: Int?
    /// What went wrong, of the project's kinds of error.
    public let errors: [String]
    public let note: String
    public let createdAt: Timestamp
    /// When it was taken back.
    public let undoneAt: Timestamp?
    /// The act on a group that it is part of.
    public let groupAct: GroupActID?

    public init(
        id: AdjudicationID, task: TaskID, expert: UserID, action: Action, label: String?, votes: Int?,
        errors: [String], note: String, createdAt: Timestamp, undoneAt: Timestamp?, groupAct: GroupActID? = nil
    ) {
        self.id = id
        self.task = task
        self.expert = expert
        self.action = action
        self.label = label
        self.votes = votes
        self.errors = errors
        self.note = note
        self.createdAt = createdAt
        self.undoneAt = undoneAt
        self.groupAct = groupAct
    }
}
