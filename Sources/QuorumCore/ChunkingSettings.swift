/// How recordings are cut into chunks; all lengths in seconds.
public struct ChunkingSettings: Hashable, Sendable, Codable {
    /// The shortest chunk, unless the whole recording is shorter.
    public let minimum: Double
    /// The longest chunk; a cut is forced where no pause comes in time.
    public let maximum: Double
    /// The shortest pause worth cutting at.
    public let pause: Double

    public static let standard = ChunkingSettings(uncheckedMinimum: 2, maximum: 30, pause: 0.3)

    private init(uncheckedMinimum minimum: Double, maximum: Double, pause: Double) {
        self.minimum = minimum
        self.maximum = maximum
        self.pause = pause
    }

    public init(minimum: Double, maximum: Double, pause: Double) throws(ChunkingSettingsError) {
        guard minimum >= 0, minimum.isFinite else { throw .minimumOutOfRange(minimum) }
        guard maximum > 0, maximum <= 3600 else { throw .maximumOutOfRange(maximum) }
        guard minimum * 2 <= maximum else { throw .minimumTooCloseToMaximum(minimum: minimum, maximum: maximum) }
        guard pause >= 0.02, pause <= 10 else { throw .pauseOutOfRange(pause) }
        self.init(uncheckedMinimum: minimum, maximum: maximum, pause: pause)
    }
}

public enum ChunkingSettingsError: Error, Equatable, CustomStringConvertible {
    case minimumOutOfRange(Double)
    case maximumOutOfRange(Double)
    case minimumTooCloseToMaximum(minimum: Double, maximum: Double)
    case pauseOutOfRange(Double)

    public var description: String {
        switch self {
        case .minimumOutOfRange(let value): "The shortest chunk, \(value) s, must be 0 s or longer."
        case .maximumOutOfRange(let value): "The longest chunk, \(value) s, must be above 0 and at most 3600 s."
        case .minimumTooCloseToMaximum(let minimum, let maximum):
            "The shortest chunk (\(minimum) s) must be at most half the longest (\(maximum) s), "
                + "or some recordings could not be cut."
        case .pauseOutOfRange(let value): "The shortest pause, \(value) s, must be 0.02 s to 10 s."
        }
    }
}
