/// Folds spellings of a longer word that sound alike in most European languages into one.
enum SpellingFold {
    private static let shortest = 5
    private static let silent: Set<UInt32> = Set("aeiouyw'".unicodeScalars.map(\.value))

    /// The first letter and the consonants after it, doubled ones once: `levelled` and `leveled` are `lvld`.
    ///
    /// - Parameter letters: of a word as its key has it. Words of fewer than five letters, and those with others than
    ///   `a`–`z` and the apostrophe, stay as they are.
    static func folded(_ letters: [UInt32]) -> [UInt32] {
        guard letters.count >= shortest, letters.allSatisfy({ $0 &- 0x61 < 26 || $0 == 0x27 }) else { return letters }
        var kept = [letters[0]]
        for letter in letters.dropFirst() where !silent.contains(letter) && letter != kept.last { kept.append(letter) }
        return kept
    }
}
