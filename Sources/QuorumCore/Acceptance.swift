public typealias AcceptanceID = Identifier<Acceptance>

/// A model's confident predictions made labels, all at once.
public struct Acceptance: Sendable, Hashable {
    public let id: AcceptanceID
    public let model: String
    /// The least score of what was accepted, 0...1.
    public let threshold: Double
    /// The share that was left for people to check, 0...1.
    public let checkedShare: Double
    public let manager: UserID
    public let createdAt: Timestamp
    /// When it was taken back.
    public let undoneAt: Timestamp?
    /// Tasks that have a label by it.
    public let accepted: Int
    /// Tasks drawn to be checked by people, who were asked as ever.
    public let checked: Int
    /// Of the checked, those that are decided.
    public let compared: Int
    /// Of those, the ones whose label is as the model said.
    public let matched: Int

    public init(
        id: AcceptanceID, model: String, threshold: Double, checkedShare: Double, manager: UserID,
        createdAt: Timestamp, undoneAt: Timestamp?, accepted: Int, checked: Int, compared: Int, matched: Int
    ) {
        self.id = id
        self.model = model
        self.threshold = threshold
        self.checkedShare = checkedShare
        self.manager = manager
        self.createdAt = createdAt
        self.undoneAt = undoneAt
        self.accepted = accepted
        self.checked = checked
        self.compared = compared
        self.matched = matched
    }
}

/// What is to be accepted.
public struct AcceptanceRule: Sendable, Hashable {
    public let model: String
    public let threshold: Double
    public let checkedShare: Double
    /// Of the draw of what is checked.
    public let seed: UInt64

    public init(model: String, threshold: Double, checkedShare: Double, seed: UInt64) {
        self.model = model
        self.threshold = threshold
        self.checkedShare = checkedShare
        self.seed = seed
    }

    /// Whether a task is left for people to check: a draw that follows from the seed.
    public func checks(_ task: TaskID) -> Bool {
        let draw = SeededNumbers.mix(seed ^ SeededNumbers.mix(UInt64(bitPattern: task.value)))
        return Double(draw >> 11) / Double(1 << 53) < checkedShare
    }
}
