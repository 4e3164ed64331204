internal import CICU

/// Finds words: segments between UAX #29 word boundaries that have a letter or a digit.
///
/// ASCII is split here, by the same rules; a text with anything else goes through ICU. As in CLDR's root locale a colon
/// ends a word.
struct WordBreaker: ~Copyable {
    /// The implementation and its Unicode version, on which counts depend.
    static var standard: String { String(cString: icu_version_name()) }

    private static let atSign = UInt8(ascii: "@")
    private static let underscore = UInt8(ascii: "_")

    private let icu: OpaquePointer?

    init() { icu = icu_words_open() }

    deinit { if let icu { icu_breaks_close(icu) } }

    /// Calls `body` with the range of each word of `text`, in order.
    borrowing func forEachWord(in text: UnsafeRawBufferPointer, isASCII: Bool, _ body: (Range<Int>) -> Void) {
        if isASCII { Self.forEachASCIIWord(in: text, body) } else { forEachUnicodeWord(in: text, body) }
    }

    private borrowing func forEachUnicodeWord(in text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
        // Some versions of ICU take the at sign for a letter; UAX #29 breaks at it as at a space.
        if text.contains(Self.atSign) {
            let spaced = text.map { $0 == Self.atSign ? 0x20 : $0 }
            spaced.withUnsafeBytes { forEachICUWord(in: $0, body) }
        } else {
            forEachICUWord(in: text, body)
        }
    }

    private borrowing func forEachICUWord(in text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
        guard let icu, let bytes = text.bindMemory(to: CChar.self).baseAddress,
            icu_breaks_start(icu, bytes, Int64(text.count))
        else { return }
        var start = 0
        while true {
            let end = Int(icu_breaks_next(icu))
            if end < 0 { return }
            let isWord = icu_breaks_is_word(icu)
            // ICU counts a run of underscores as a word.
            if isWord, text[start] != Self.underscore || !text[start..<end].allSatisfy({ $0 == Self.underscore }) {
                body(start..<end)
            }
            start = end
        }
    }

    private static func forEachASCIIWord(in text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
        let count = text.count
        var position = 0
        while position < count {
            guard Kind.of(text[position]) <= .joiner else {
                position += 1
                continue
            }
            let start = position
            var hasLetterOrDigit = false
            while position < count {
                let kind = Kind.of(text[position])
                if kind <= .joiner {
                    if kind < .joiner { hasLetterOrDigit = true }
                    position += 1
                    continue
                }
                // A mark inside a word: between letters, or between digits.
                guard position > start, position + 1 < count else { break }
                let before = Kind.of(text[position - 1])
                guard before == Kind.of(text[position + 1]), kind.joins(before) else { break }
                position += 2
            }
            if hasLetterOrDigit { body(start..<position) }
        }
    }
}

/// What an ASCII character is to word boundaries.
private enum Kind: UInt8, Comparable {
    case letter, digit
    /// `_`
    case joiner
    /// `'` and `.`, inside words and numbers.
    case anyMiddle
    /// `,` and `;`, inside numbers.
    case numberMiddle
    case other

    static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }

    @inline(__always)
    static func of(_ byte: UInt8) -> Kind {
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        if byte &- 0x30 < 10 { return .digit }
        switch byte {
        case UInt8(ascii: "_"): return .joiner
        case UInt8(ascii: "'"), UInt8(ascii: "."): return .anyMiddle
        case UInt8(ascii: ","), UInt8(ascii: ";"): return .numberMiddle
        default: return .other
        }
    }

    func joins(_ sides: Kind) -> Bool {
        switch self {
        case .anyMiddle: sides == .letter || sides == .digit
        case .numberMiddle: sides == .digit
        default: false
        }
    }
}
