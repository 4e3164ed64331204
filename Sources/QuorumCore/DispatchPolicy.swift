/// How a project's tasks are handed out. Tasks that somebody has begun always come first.
public struct DispatchPolicy: Sendable, Hashable {
    /// In which order tasks are begun.
    public enum Order: String, Sendable, Codable, CaseIterable {
        /// As they were uploaded, the chunks of a source one after another.
        case sequential
        /// In an order that follows from the seed, the same for everybody.
        case random
        /// Those first of whose predictions the entropy is highest; those without one last, in their order.
        case entropy
        /// Those first whose predictions put two answers closest together; those without one last, in their order.
        case margin

        /// Whether it goes by what a model says.
        public var isByPrediction: Bool { self == .entropy || self == .margin }
    }

    public let order: Order
    /// Of the random order.
    public let seed: UInt64
    /// Whether people may answer tasks of sources they uploaded themselves.
    public let servesOwnUploads: Bool
    /// Whether people are shown what a model says as the beginning of their answer.
    public let showsPredictions: Bool

    public static let standard = DispatchPolicy()

    public init(
        order: Order = .sequential, seed: UInt64 = 0, servesOwnUploads: Bool = true, showsPredictions: Bool = false
    ) {
        self.order = order
        self.seed = seed
        self.servesOwnUploads = servesOwnUploads
        self.showsPredictions = showsPredictions
    }

    /// Where a task stands among those nobody has begun; lower comes first. Never negative.
    ///
    /// - Parameters:
    ///   - source: number of the task's source.
    ///   - ordinal: of its chunk in the source, from 0.
    public func position(source: Int64, ordinal: Int) -> Int64 {
        let inOrder = source << 24 + Int64(ordinal)
        switch order {
        case .sequential: return inOrder
        case .random: return Int64(SeededNumbers.mix(seed ^ SeededNumbers.mix(UInt64(bitPattern: inOrder))) >> 1)
        case .entropy, .margin: return Self.unpredicted | inOrder
        }
    }

    /// Where a task stands of which a model said something; nil where the order does not go by it.
    public func position(_ uncertainty: PredictionUncertainty) -> Int64? {
        switch order {
        case .sequential, .random: nil
        case .entropy: Int64((1 - uncertainty.entropy) * Self.steps)
        case .margin: Int64((1 - uncertainty.margin) * Self.steps)
        }
    }

    /// Above all positions by uncertainty.
    private static let unpredicted: Int64 = 1 << 62
    private static let steps = Double(1 << 52)
}
