/// Which differences between two answers do not count when they are matched.
public struct TextNormalisation: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Upper and lower case are the same.
    public static let ignoresCase = TextNormalisation(rawValue: 1)
    /// Punctuation marks are dropped, but for apostrophes inside a word and marks that carry meaning, such as `%`.
    public static let ignoresPunctuation = TextNormalisation(rawValue: 2)
    /// Runs of white space are one space, none at either end.
    public static let foldsWhiteSpace = TextNormalisation(rawValue: 4)

    public static let standard: TextNormalisation = [.ignoresCase, .ignoresPunctuation, .foldsWhiteSpace]
}
