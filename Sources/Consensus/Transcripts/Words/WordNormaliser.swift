internal import QuorumCore

/// Cuts texts into normalised words by the rule of `AnswerKey`: the keys, joined by spaces, are the answer's key.
///
/// ASCII is read byte by byte without allocating; other words go through Unicode's tables one at a time.
struct WordNormaliser {
    let normalisation: TextNormalisation
    private var token: [UInt8] = []

    init(_ normalisation: TextNormalisation) {
        self.normalisation = normalisation
    }

    /// - Complexity: O(*n*) for *n* bytes.
    mutating func words(of text: UnsafeBufferPointer<UInt8>, into words: inout WordList) {
        words.removeAll()
        read(text, strips: normalisation.contains(.ignoresPunctuation), into: &words)
        if words.count == 0 { read(text, strips: false, into: &words) }
        if normalisation.contains(.ignoresFillers) { dropFillers(&words) }
        words.closeGaps(in: text)
    }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>, strips: Bool, into words: inout WordList) {
        var start = 0
        var position = 0
        var isASCII = true
        func isEnd(_ byte: UInt8) -> Bool { isASCIIWhiteSpace(byte) || strips && byte == UInt8(ascii: "-") }
        while position <= text.count {
            var gap = position == text.count ? 1 : 0
            if gap == 0 {
                let byte = text[position]
                if byte < 0x80 {
                    gap = isEnd(byte) ? 1 : 0
                } else {
                    isASCII = false
                    let (scalar, length) = UTF8Scalars.scalar(of: text, at: position)
                    if scalar.properties.isWhitespace || strips && scalar.properties.generalCategory == .dashPunctuation
                    {
                        gap = length
                    } else {
                        position += length
                        continue
                    }
                }
            }
            guard gap > 0 else {
                position += 1
                continue
            }
            if position > start {
                readToken(text, start..<position, isASCII: isASCII, strips: strips, into: &words)
            }
            position += gap
            start = position
            isASCII = true
        }
    }

    private mutating func readToken(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, isASCII: Bool, strips: Bool, into words: inout WordList
    ) {
        token.removeAll(keepingCapacity: true)
        if isASCII {
            for index in place where !strips || keeps(text, index, in: place) {
                let byte = text[index]
                let isCapital = byte &- 0x41 < 26 && normalisation.contains(.ignoresCase)
                token.append(isCapital ? byte | 0x20 : byte)
            }
        } else {
            let written = String(decoding: text[place], as: UTF8.self)
            token.append(contentsOf: WordScalars.normalised(written, normalisation, strips: strips).utf8)
        }
        guard !token.isEmpty else { return }
        if normalisation.contains(.spellsNumerals), NumberWords.read(token, into: &words, at: place) { return }
        for byte in token { words.append(byte) }
        words.endWord(at: place)
    }

    /// `AnswerKey`'s rule for the marks of ASCII.
    private func keeps(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, in place: Range<Int>) -> Bool {
        switch text[index] {
        case UInt8(ascii: "'"):
            return index > place.lowerBound && index + 1 < place.upperBound && isLetter(text[index - 1])
                && isLetter(text[index + 1])
        case UInt8(ascii: "."), UInt8(ascii: ","):
            return index > place.lowerBound && index + 1 < place.upperBound && isDigit(text[index - 1])
                && isDigit(text[index + 1])
        case UInt8(ascii: "!"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
            UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "-"):
            return false
        default: return true
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// An answer of hesitations alone keeps them.
    private func dropFillers(_ words: inout WordList) {
        var kept = WordList()
        for word in 0..<words.count where !FillerWords.contains(words.keys[words.key(word)]) {
            for byte in words.keys[words.key(word)] { kept.append(byte) }
            kept.endWord(at: words.written[word])
        }
        if kept.count > 0 { words = kept }
    }
}
