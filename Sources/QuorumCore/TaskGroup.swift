/// Tasks that look alike, which an expert settles together.
public struct TaskGroup: Sendable, Hashable {
    /// What is alike.
    public enum Basis: String, Sendable, Codable, CaseIterable {
        /// The texts that are asked about.
        case text
        /// What most people answered.
        case answer
    }

    public enum State: String, Sendable, Codable, CaseIterable {
        /// Found by the program; nothing is labeled by it.
        case proposed
        /// An expert says that it belongs together.
        case confirmed
        /// None of its tasks waits for a label any more.
        case settled
        /// Taken apart, or part of another.
        case dissolved
    }

    public let id: TaskGroupID
    public let project: ProjectID
    public let basis: Basis
    public let state: State
    /// Counts up with every act, so that nobody acts on what they have not seen.
    public let revision: Int
    public let taskCount: Int
    public let createdAt: Timestamp

    public init(
        id: TaskGroupID, project: ProjectID, basis: Basis, state: State, revision: Int, taskCount: Int,
        createdAt: Timestamp
    ) {
        self.id = id
        self.project = project
        self.basis = basis
        self.state = state
        self.revision = revision
        self.taskCount = taskCount
        self.createdAt = createdAt
    }
}

/// What an expert did about a group.
public struct GroupAct: Sendable, Hashable {
    public enum Action: String, Sendable, Codable, CaseIterable {
        /// Said that the tasks belong together.
        case confirm
        /// Took tasks out.
        case remove
        /// Made a group of its own of some tasks.
        case split
        /// Took in the tasks of other groups.
        case merge
        /// Gave all its tasks a label.
        case settle
        /// Took it apart.
        case dissolve
    }

    public let id: GroupActID
    public let group: TaskGroupID
    public let expert: UserID
    public let action: Action
    /// The label given to all tasks.
    public let label: String?
    /// Tasks that were moved or labeled.
    public let taskCount: Int
    public let note: String
    public let createdAt: Timestamp
    /// When it was taken back.
    public let undoneAt: Timestamp?

    public init(
        id: GroupActID, group: TaskGroupID, expert: UserID, action: Action, label: String?, taskCount: Int,
        note: String, createdAt: Timestamp, undoneAt: Timestamp?
    ) {
        self.id = id
        self.group = group
        self.expert = expert
        self.action = action
        self.label = label
        self.taskCount = taskCount
        self.note = note
        self.createdAt = createdAt
        self.undoneAt = undoneAt
    }
}
