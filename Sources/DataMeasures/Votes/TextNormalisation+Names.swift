package import QuorumCore

extension TextNormalisation {
    private static let named: [(name: String, value: TextNormalisation)] = [
        ("case", .ignoresCase), ("punctuation", .ignoresPunctuation), ("space", .foldsWhiteSpace),
        ("compatibility", .foldsCompatibility), ("lookalikes", .foldsLookalikes), ("numerals", .spellsNumerals),
        ("fillers", .ignoresFillers), ("spelling", .foldsSpelling),
    ]

    package static var allNames: [String] { named.map(\.name) }

    /// What does not count, in words of the command line.
    package var names: [String] { Self.named.filter { contains($0.value) }.map(\.name) }

    /// From names with commas between; `none` for nothing. nil when a name is unknown.
    package init?(names: String) {
        self = []
        if names == "none" { return }
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
            insert(known.value)
        }
    }
}
