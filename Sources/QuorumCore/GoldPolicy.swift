/// How people are tried with tasks whose right answer is known.
public struct GoldPolicy: Sendable, Hashable {
    /// No gold is served.
    public static let none = GoldPolicy()

    /// The share of gold among what each person is served, 0...1.
    public let rate: Double
    /// Whether people are told what would have been right.
    public let givesFeedback: Bool
    /// Whoever has less of their gold answers right is paused, 0...1; nil: nobody is.
    public let leastAccuracy: Double?
    /// How many gold answers it takes to judge somebody.
    public let fewestAnswers: Int

    public init(
        rate: Double = 0, givesFeedback: Bool = false, leastAccuracy: Double? = nil, fewestAnswers: Int = 10
    ) {
        self.rate = rate
        self.givesFeedback = givesFeedback
        self.leastAccuracy = leastAccuracy
        self.fewestAnswers = fewestAnswers
    }

    /// Whether the next task of somebody is gold: a draw that follows from the project's seed, the person, and how many
    /// tasks they were served.
    public func draws(seed: UInt64, person: UserID, served: Int64) -> Bool {
        let draw = SeededNumbers.mix(
            seed ^ SeededNumbers.mix(UInt64(bitPattern: person.value) << 32 ^ UInt64(bitPattern: served)))
        return Double(draw >> 11) / Double(1 << 53) < rate
    }
}

public typealias PauseID = Identifier<Pause>

/// Somebody who is asked nothing in a project until a manager says otherwise.
public struct Pause: Sendable, Hashable {
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// Too few gold answers were right.
        case gold
        case manager
    }

    public let id: PauseID
    public let annotator: UserID
    public let reason: Reason
    public let createdAt: Timestamp

    public init(id: PauseID, annotator: UserID, reason: Reason, createdAt: Timestamp) {
        self.id = id
        self.annotator = annotator
        self.reason = reason
        self.createdAt = createdAt
    }
}
