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
    /// Unicode compatibility forms are the same (NFKC instead of NFC): `ﬁ` is `fi`, `２` is `2`.
    public static let foldsCompatibility = TextNormalisation(rawValue: 8)
    /// Cyrillic and Greek letters that look like Latin ones are those, in a word that has Latin letters too.
    public static let foldsLookalikes = TextNormalisation(rawValue: 16)
    /// English numerals are the words they are read as: `23rd` is `twenty third`.
    public static let spellsNumerals = TextNormalisation(rawValue: 32)
    /// English sounds of hesitation, such as `um`, are dropped.
    public static let ignoresFillers = TextNormalisation(rawValue: 64)
    /// Matched word by word, spellings of a longer word that differ only in vowels and doubled letters are the same.
    public static let foldsSpelling = TextNormalisation(rawValue: 128)

    public static let standard: TextNormalisation = [.ignoresCase, .ignoresPunctuation, .foldsWhiteSpace]
    /// What serves best where transcripts are matched word by word.
    public static let standardForWords: TextNormalisation = standard.union(.foldsSpelling)
    public static let all = TextNormalisation(rawValue: 255)

    /// Each rule by its name in the interfaces.
    public static let named: [String: TextNormalisation] = Dictionary(uniqueKeysWithValues: rules)

    private static let rules: [(String, TextNormalisation)] = [
        ("case", .ignoresCase), ("punctuation", .ignoresPunctuation), ("white_space", .foldsWhiteSpace),
        ("compatibility", .foldsCompatibility), ("lookalikes", .foldsLookalikes), ("numerals", .spellsNumerals),
        ("fillers", .ignoresFillers), ("spelling", .foldsSpelling),
    ]

    /// The names of its rules.
    public var names: [String] { Self.rules.filter { contains($0.1) }.map(\.0) }
}
