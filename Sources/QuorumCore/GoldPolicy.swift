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

    /// Whether the next task of somebody is gold.
    public func draws(_ numbers: inout GoldNumbers) -> Bool { numbers.source.unit() < rate }
}

/// What decides of one task of one person whether it is gold, and which: follows from a secret of the project, the
/// person, and how many tasks they were served.
public struct GoldNumbers: Sendable {
    fileprivate var source: SeededNumbers

    /// - Parameter secret: 64 random bits that nobody is told; who knew them could tell gold from other tasks.
    public init(secret: Int64, person: UserID, served: Int64) {
        let place = UInt64(bitPattern: person.value) << 32 ^ UInt64(bitPattern: served)
        source = SeededNumbers(seed: UInt64(bitPattern: secret) ^ SeededNumbers.mix(place))
    }

    /// Where in a range to begin to look.
    public mutating func place(in range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &source) }
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
