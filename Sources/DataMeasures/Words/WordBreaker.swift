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
    /// The kind of each byte.
    private let kinds: UnsafeMutablePointer<UInt8>

    init() {
        icu = icu_words_open()
        kinds = .allocate(capacity: 256)
        for byte in 0..<256 { kinds[byte] = ASCIIKind.of(UInt8(byte)) }
    }

    deinit {
        if let icu { icu_breaks_close(icu) }
        kinds.deallocate()
    }

    /// Calls `body` with the range of each word of `text`, in order.
    @inline(__always)
    borrowing func forEachWord(in text: UnsafeRawBufferPointer, isASCII: Bool, _ body: (Range<Int>) -> Void) {
        if isASCII { forEachASCIIWord(in: text, body) } else { forEachUnicodeWord(in: text, body) }
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

    @inline(__always)
    private borrowing func forEachASCIIWord(in text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
        let count = text.count
        var position = 0
        while position < count {
            var kind = kind(text[position])
            guard kind <= ASCIIKind.joiner else {
                position += 1
                continue
            }
            let start = position
            var lowest = kind
            while true {
                let before = kind
                position += 1
                guard position < count else { break }
                kind = self.kind(text[position])
                if kind <= ASCIIKind.joiner {
                    lowest = min(lowest, kind)
                    continue
                }
                // A mark inside a word: between letters, or between digits.
                guard position + 1 < count, ASCIIKind.joins(kind, before), self.kind(text[position + 1]) == before
                else {
                    break
                }
                position += 1
                kind = before
            }
            if lowest < ASCIIKind.joiner { body(start..<position) }
        }
    }

    @inline(__always)
    private borrowing func kind(_ byte: UInt8) -> UInt8 { kinds[Int(byte)] }
}

/// What an ASCII character is to word boundaries, as a number.
private enum ASCIIKind {
    static let letter: UInt8 = 0
    static let digit: UInt8 = 1
    /// `_`
    static let joiner: UInt8 = 2
    /// `'` and `.`, inside words and numbers.
    static let anyMiddle: UInt8 = 3
    /// `,` and `;`, inside numbers.
    static let numberMiddle: UInt8 = 4
    static let other: UInt8 = 5

    static func of(_ byte: UInt8) -> UInt8 {
        if (byte | 0x20) &- 0x61 < 26 { return letter }
        if byte &- 0x30 < 10 { return digit }
        switch byte {
        case UInt8(ascii: "_"): return joiner
        case UInt8(ascii: "'"), UInt8(ascii: "."): return anyMiddle
        case UInt8(ascii: ","), UInt8(ascii: ";"): return numberMiddle
        default: return other
        }
    }

    /// Whether a mark joins two letters, or two digits.
    @inline(__always)
    static func joins(_ mark: UInt8, _ sides: UInt8) -> Bool {
        mark == anyMiddle && sides <= digit || mark == numberMiddle && sides == digit
    }
}
