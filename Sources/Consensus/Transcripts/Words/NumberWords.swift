/// English words for numerals: `1,250` is read as `one thousand two hundred fifty`, `3rd` as `third`.
enum NumberWords {
    private static let units = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    private static let powers = [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")]
    private static let ordinals = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
        "twelve": "twelfth",
    ]

    /// Appends the words a key is read as.
    ///
    /// - Returns: false, with nothing appended, for what is not a whole number below 10¹², plain, with commas between
    ///   thousands, or followed by `st`, `nd`, `rd` or `th`. One that starts with 0 and has more digits is a code.
    static func read(_ key: [UInt8], into words: inout WordList, at place: Range<Int>) -> Bool {
        guard let first = key.first, first &- 0x30 < 10, let number = Numeral(key) else { return false }
        var spelled: [String] = []
        append(number.value, to: &spelled)
        if number.isOrdinal, let last = spelled.popLast() { spelled.append(ordinal(last)) }
        for (index, word) in spelled.enumerated() {
            for byte in word.utf8 { words.append(byte) }
            words.endWord(at: index == 0 ? place : place.upperBound..<place.upperBound)
        }
        return true
    }

    private static func append(_ value: Int, to words: inout [String]) {
        var rest = value
        for (power, name) in powers where rest >= power {
            append(rest / power, to: &words)
            words.append(name)
            rest %= power
            if rest == 0 { return }
        }
        if rest >= 100 {
            words += [units[rest / 100], "hundred"]
            rest %= 100
            if rest == 0 { return }
        }
        if rest >= 20 {
            words.append(tens[rest / 10])
            rest %= 10
            if rest == 0 { return }
        }
        words.append(units[rest])
    }

    private static func ordinal(_ cardinal: String) -> String {
        if let irregular = ordinals[cardinal] { return irregular }
        return cardinal.hasSuffix("y") ? cardinal.dropLast() + "ieth" : cardinal + "th"
    }
}

/// A whole number as it is written in digits.
private struct Numeral {
    let value: Int
    let isOrdinal: Bool

    init?(_ key: [UInt8]) {
        let ending = key.suffix(2).map { $0 | 0x20 }
        let endings = ["st", "nd", "rd", "th"]
        let isOrdinal = key.count > 2 && endings.contains { Array($0.utf8) == ending }
        var digits: [UInt8] = []
        let groups = key.dropLast(isOrdinal ? 2 : 0).split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            guard groups.count == 1 || (index == 0 ? (1...3).contains(group.count) : group.count == 3) else {
                return nil
            }
            digits += group
        }
        guard digits.count <= 12, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        self.isOrdinal = isOrdinal
    }
}
