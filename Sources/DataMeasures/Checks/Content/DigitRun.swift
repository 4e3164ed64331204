/// Digits with what people put between them: signs, and at most two of them in a row.
struct DigitRun {
    /// Of an international phone number (E.164).
    static let longestPhone = 15
    /// Digits of a run that are read; a longer one is a list of numbers.
    private static let mostDigits = 40
    /// How card numbers are grouped: Visa and most others, with an issuer's 19 digits, American Express, Diners Club.
    private static let cardGroups = [[4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4]]
    private static let signs = Array(" -.()/".utf8)

    private(set) var digits: [UInt8] = []
    /// The length of each run of digits and where it ends, and the signs between them.
    private var groups: [(length: Int, end: Int)] = []
    private var marks: [UInt8] = []
    private let hasPlus: Bool
    private let hasBracket: Bool
    /// Digits go on, or a letter or a time of day follows: what stands last is no whole number.
    private let isOpen: Bool
    /// There are more digits than are read.
    let isLong: Bool
    private(set) var end: Int

    /// Whether there are as many digits from here as the shortest number that is looked for has; with fewer, the run is
    /// not worth reading.
    static func mayMatter(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        var position = start
        let least = text[start] == UInt8(ascii: "+") ? 8 : 10
        if text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "(") { position += 1 }
        var digits = 0
        while position < text.count {
            if text[position] &- 0x30 < 10 {
                digits += 1
                if digits == least { return true }
                position += 1
            } else if digits > 0, let next = afterSigns(text, position) {
                position = next
            } else {
                break
            }
        }
        return false
    }

    /// - Complexity: O(1) but for blanks; at most 40 digits are read.
    init(_ text: UnsafeRawBufferPointer, _ start: Int) {
        hasPlus = text[start] == UInt8(ascii: "+")
        hasBracket = text[start] == UInt8(ascii: "(")
        var position = hasPlus || hasBracket ? start + 1 : start
        var group = 0
        end = start
        while position < text.count, digits.count < Self.mostDigits {
            if text[position] &- 0x30 < 10 {
                digits.append(text[position] - 0x30)
                group += 1
                position += 1
                end = position
                continue
            }
            guard group > 0 else { break }
            groups.append((group, end))
            group = 0
            guard let next = Self.afterSigns(text, position) else { break }
            marks.append(text[position])
            position = next
        }
        if group > 0 { groups.append((group, end)) }
        isLong = digits.count == Self.mostDigits
        isOpen =
            isLong || end < text.count && PersonalPattern.isWord(text[end])
            || end + 1 < text.count && text[end] == UInt8(ascii: ":") && text[end + 1] &- 0x30 < 10
    }

    /// Where the digits go on after one or two signs; nil where they do not.
    private static func afterSigns(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        var position = start
        while position < text.count, position - start < 2, signs.contains(text[position]) { position += 1 }
        return position > start && position < text.count && text[position] &- 0x30 < 10 ? position : nil
    }

    /// Where a run ends however long it is.
    static func end(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position < text.count {
            if text[position] &- 0x30 < 10 {
                position += 1
            } else if let next = afterSigns(text, position) {
                position = next
            } else {
                break
            }
        }
        return position
    }

    /// The end of its first group if that alone is too long for a phone number.
    var longFirstGroup: Int? {
        guard let first = groups.first, first.length >= 13, groups.count > 1 || !isLong else { return nil }
        return first.end
    }

    /// What of the run, from its start, has the form of a card number, the longest first: 13 to 19 digits of a card
    /// network, all of it in one piece or in groups, or a beginning grouped as on cards.
    var cards: [(digits: ArraySlice<UInt8>, end: Int)] {
        guard !hasPlus, !hasBracket, let first = digits.first, (2...6).contains(first) else { return [] }
        var found: [(digits: ArraySlice<UInt8>, end: Int)] = []
        var count = 0
        for (index, group) in groups.enumerated() {
            if index > 0, marks[index - 1] != UInt8(ascii: " "), marks[index - 1] != UInt8(ascii: "-") { break }
            count += group.length
            guard count <= 19 else { break }
            guard count >= 13 else { continue }
            let isWhole = index == groups.count - 1
            let lengths = groups[...index].map(\.length)
            let isGrouped = isWhole && lengths.allSatisfy { (3...7).contains($0) }
            let hasForm = index == 0 || isGrouped || Self.cardGroups.contains(lengths)
            guard hasForm, !isWhole || !isOpen, Set(digits[..<count]).count > 1 else { continue }
            found.append((digits[..<count], group.end))
        }
        return found.reversed()
    }

    /// International with a plus, North American in 3-3-4 with a bracket, a hyphen, a dot or the country's 1, or with a
    /// leading zero, 10 or 11 digits and separators; no date.
    var isPhone: Bool {
        guard !isOpen, let first = digits.first else { return false }
        if hasPlus { return (8...Self.longestPhone).contains(digits.count) && first > 0 }
        guard (10...11).contains(digits.count) else { return false }
        let lengths = groups.map(\.length)
        if lengths == [1, 3, 3, 4] { return first == 1 && digits[1] > 1 && digits[4] > 1 }
        if lengths == [3, 3, 4] {
            let isMarked = hasBracket ? marks[0] == UInt8(ascii: ")") : marks.contains { "-.".utf8.contains($0) }
            return isMarked && first > 1 && digits[3] > 1
        }
        return first == 0 && groups.count > 1 && lengths.allSatisfy { $0 > 1 }
            && !marks.contains(UInt8(ascii: ".")) && !startsWithDate
    }

    /// `01/31/2024`, `31-01-24`: a day and a month with the same sign around the second.
    private var startsWithDate: Bool {
        let lengths = groups.prefix(3).map(\.length)
        guard lengths == [2, 2, 4] || lengths == [2, 2, 2], marks[0] == marks[1], marks[0] != UInt8(ascii: " ") else {
            return false
        }
        let (a, b) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        return (1...31).contains(a) && (1...31).contains(b) && min(a, b) <= 12
    }
}
