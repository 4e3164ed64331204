/// How texts are split into passages; lengths in UTF-8 bytes.
public struct PassageSettings: Sendable, Hashable {
    /// A passage is closed at the end of the sentence that brings it to this length.
    public let target: Int
    /// A sentence longer than this is divided between words.
    public let maximum: Int

    public static let standard = PassageSettings(uncheckedTarget: 400, maximum: 1200)

    private init(uncheckedTarget target: Int, maximum: Int) {
        self.target = target
        self.maximum = maximum
    }

    public init(target: Int, maximum: Int) throws(ChunkingError) {
        guard target >= 1, maximum >= max(target, 16) else {
            throw ChunkingError(
                .invalidSettings, path: "passages", "the target of \(target) and the maximum of \(maximum) bytes clash",
                remedy: "give a target of 1 or more and a maximum of 16 or more that is not below it")
        }
        self.init(uncheckedTarget: target, maximum: maximum)
    }
}
