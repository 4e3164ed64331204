internal import Foundation

/// Reads the words of texts as 64-bit hashes.
///
/// A word is a run of letters, marks, digits and underscores (`\w` of UTS #18) in NFC and lower case; a letter of a
/// script that puts no spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar) is a word by itself. Such words are
/// found in one pass over the bytes; word boundaries by UAX #29 take several times as long and change little here.
struct WordHasher {
    static let definition =
        "runs of letters, marks, digits and _ in lower case and NFC; of scripts without spaces each letter"

    /// The words of the text read last.
    private(set) var words: [UInt64] = []

    mutating func read(_ text: UnsafeRawBufferPointer) {
        words.removeAll(keepingCapacity: true)
        if scan(text, isComposed: false) { return }
        words.removeAll(keepingCapacity: true)
        var composed = String(decoding: text, as: UTF8.self).precomposedStringWithCanonicalMapping
        composed.withUTF8 { _ = scan(UnsafeRawBufferPointer($0), isComposed: true) }
    }

    /// The bytes of a word so far, eight at a time.
    private struct Word {
        private var folded: UInt64 = 0
        private var pending: UInt64 = 0
        private var length: UInt64 = 0

        var isEmpty: Bool { length == 0 }

        @inline(__always)
        mutating func append(_ byte: UInt8) {
            if length & 7 == 0, length > 0 { folded = ByteHash.hash(word: pending, seed: folded) }
            pending = pending << 8 | UInt64(byte)
            length += 1
        }

        /// The hash of the word, which starts anew.
        @inline(__always)
        mutating func finish() -> UInt64 {
            let hash = ByteHash.hash(word: pending, seed: folded ^ length &* 0x9e37_79b9_7f4a_7c15)
            self = Word()
            return hash
        }
    }

    /// - Returns: false when the text must be brought into NFC first.
    private mutating func scan(_ text: UnsafeRawBufferPointer, isComposed: Bool) -> Bool {
        var word = Word()
        return Self.lowered.withUnsafeBufferPointer { lowered in
            var position = 0
            while position < text.count {
                let byte = text[position]
                let letter = lowered[Int(byte)]
                if byte < 0x80 {
                    if letter != 0 {
                        word.append(letter)
                    } else if !word.isEmpty {
                        words.append(word.finish())
                    }
                    position += 1
                } else {
                    let scalar = UTF8Scalar.decode(text, &position)
                    guard append(scalar, to: &word, isComposed: isComposed) else { return false }
                }
            }
            if !word.isEmpty { words.append(word.finish()) }
            return true
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, to word: inout Word, isComposed: Bool) -> Bool {
        let kind =
            scalar.value < 0x10000 ? ScalarClass.basicPlane[Int(scalar.value)] : ScalarClass.of(scalar)
        if kind & ScalarClass.unstable != 0, !isComposed { return false }
        switch kind & ~ScalarClass.unstable {
        case ScalarClass.word:
            for byte in UTF8.encode(scalar).unsafelyUnwrapped { word.append(byte) }
        case ScalarClass.cased:
            for byte in scalar.properties.lowercaseMapping.utf8 { word.append(byte) }
        case ScalarClass.alone:
            if !word.isEmpty { words.append(word.finish()) }
            for byte in UTF8.encode(scalar).unsafelyUnwrapped { word.append(byte) }
            words.append(word.finish())
        default:
            if !word.isEmpty { words.append(word.finish()) }
        }
        return true
    }

    /// ASCII letters in lower case, digits and underscore; 0 for what ends a word.
    private static let lowered: [UInt8] = (0..<256).map { value in
        let byte = UInt8(value)
        if byte &- 0x41 < 26 { return byte | 0x20 }
        return byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_") ? byte : 0
    }
}

/// Scalars in bytes that are valid UTF-8; anything else reads as U+FFFD, a byte at a time.
enum UTF8Scalar {
    @inline(__always)
    static func decode(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Unicode.Scalar {
        let lead = bytes[position]
        let length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0
        guard length > 0, position + length <= bytes.count else {
            position += 1
            return "\u{FFFD}"
        }
        var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        position += length
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
