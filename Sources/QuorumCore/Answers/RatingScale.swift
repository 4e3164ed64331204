/// The points of a rating, whole numbers in order.
public struct RatingScale: Sendable, Hashable {
    /// How many points a scale may have.
    public static let sizes = 2...101
    private static let numbers = -999_999...999_999
    public static let standard = RatingScale(unchecked: 1, 5)

    public let lowest: Int
    public let highest: Int

    private init(unchecked lowest: Int, _ highest: Int) {
        self.lowest = lowest
        self.highest = highest
    }

    /// - Throws: `RatingScaleError` unless there are 2 to 101 points, each of at most six digits.
    public init(lowest: Int, highest: Int) throws(RatingScaleError) {
        guard Self.numbers.contains(lowest), Self.numbers.contains(highest),
            Self.sizes.contains(highest - lowest + 1)
        else { throw RatingScaleError(lowest: lowest, highest: highest) }
        self.init(unchecked: lowest, highest)
    }

    public var points: ClosedRange<Int> { lowest...highest }
}

public struct RatingScaleError: Error, Equatable, CustomStringConvertible {
    public let lowest: Int
    public let highest: Int

    public var description: String {
        "A scale from \(lowest) to \(highest) does not do; give whole numbers of at most six digits with 2 to "
            + "\(RatingScale.sizes.upperBound) points, for example 1 to 5."
    }
}
