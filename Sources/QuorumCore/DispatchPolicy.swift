/// How a project's tasks are handed out. Tasks that somebody has begun always come first.
public struct DispatchPolicy: Sendable, Hashable {
    /// In which order tasks are begun.
    public enum Order: String, Sendable, Codable, CaseIterable {
        /// As they were uploaded, the chunks of a source one after another.
        case sequential
        /// In an order that follows from the seed, the same for everybody.
        case random
    }

    public let order: Order
    /// Of the random order.
    public let seed: UInt64
    /// Whether people may answer tasks of sources they uploaded themselves.
    public let servesOwnUploads: Bool

    public static let standard = DispatchPolicy()

    public init(order: Order = .sequential, seed: UInt64 = 0, servesOwnUploads: Bool = true) {
        self.order = order
        self.seed = seed
        self.servesOwnUploads = servesOwnUploads
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
        case .random: return Int64(Self.mix(seed ^ Self.mix(UInt64(bitPattern: inOrder))) >> 1)
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
