import Foundation
import TableIO
import Testing

@testable import DataMeasures

@Suite struct WordTests {
    private func words(_ text: String, isASCII: Bool) -> [String] {
        var words: [String] = []
        let breaker = WordBreaker()
        var text = text
        text.withUTF8 { bytes in
            breaker.forEachWord(in: UnsafeRawBufferPointer(bytes), isASCII: isASCII) { range in
                words.append(String(decoding: bytes[range], as: UTF8.self))
            }
        }
        return words
    }

    /// The quick way for ASCII gives the words that ICU gives.
    @Test func asciiIsSplitAsByICU() {
        var generator = SeededGenerator(state: 11)
        let characters = Array("abZ019__''..,,;;::--  \"!/@\n\t\r")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0..<12, using: &generator)
            let text = String((0..<length).map { _ in characters.randomElement(using: &generator)! })
            #expect(words(text, isASCII: true) == words(text, isASCII: false), "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("The quick (“brown”) fox can’t jump 32.3 feet, right?", 9), ("l'été à Saint-Étienne", 4), ("", 0),
        ("a_b c.d 1,000;5", 3), ("___ --- ...", 0),
    ])
    func countsWords(text: String, count: Int) {
        #expect(words(text, isASCII: text.utf8.allSatisfy { $0 < 0x80 }).count == count)
    }

    /// Byte by byte, what Foundation and the standard library make of whole strings.
    @Test func normalisesAsWholeStringsAre() {
        var generator = SeededGenerator(state: 12)
        let pieces = [
            "a", "B", " ", "\t", "\n", "\u{A0}", "\u{2003}", "é", "e\u{301}", "É", "E\u{301}", "\u{323}", "Ж", "й",
            "и\u{306}",
            "ß", "İ", "日", "が", "か\u{3099}", "한", "\u{1112}\u{1161}\u{11AB}", "Ⅷ", "\u{212B}", "🇩🇪", "\u{0344}", "ﬁ",
        ]
        let texts = (0..<3000).map { _ in
            (0..<Int.random(in: 0..<8, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
                .joined()
        }
        let normalised = TextNormaliser.normalised(UTF8Column(texts), threads: 3)
        for (row, text) in texts.enumerated() {
            let composed = text.precomposedStringWithCanonicalMapping.unicodeScalars
            let expected = composed.split { $0.properties.isWhitespace }.map { part in
                part.map(\.properties.lowercaseMapping).joined()
            }.joined(separator: " ")
            #expect(Array(normalised.string(row).utf8) == Array(expected.utf8), "\(text.debugDescription)")
        }
    }

    @Test func hashesTellApart() {
        var hashes: Set<UInt64> = []
        var bytes = [UInt8](repeating: 0, count: 70)
        for length in 0...70 {
            for position in 0..<length {
                bytes[position] = 1
                bytes.withUnsafeBytes {
                    _ = hashes.insert(ByteHash.hash(UnsafeRawBufferPointer(rebasing: $0[..<length]), seed: 0))
                }
                bytes[position] = 0
            }
        }
        #expect(hashes.count == 70 * 71 / 2)
    }
}
