import Foundation
import QuorumCore
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
        var generator = SeededNumbers(seed: 11)
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

    /// Against counting every sequence: where few words are common, and where all are about as rare.
    @Test(arguments: [4.0, 1.0])
    func mostCommonSequencesAreThoseOfAll(steepness: Double) {
        var generator = SeededNumbers(seed: 13)
        let vocabulary = (0..<6000).map { $0 % 3 == 0 ? "ALongerWord\($0)" : $0 % 2 == 0 ? "w\($0)" : "é\($0)" }
        let texts = (0..<500).map { _ in
            (0..<60).map { _ in
                vocabulary[Int(pow(Double.random(in: 0..<1, using: &generator), steepness) * Double(vocabulary.count))]
            }
        }
        let breaker = WordBreaker()
        var parts = [WordCounts(), WordCounts()]
        for (place, text) in texts.enumerated() {
            var joined = text.joined(separator: ", ").lowercased()
            joined.withUTF8 {
                #expect(parts[place % 2].add(UnsafeRawBufferPointer($0), isASCII: false, breaker: breaker) == 60)
            }
        }
        var counts = parts[0]
        counts.merge(parts[1])
        #expect(counts.total == 30_000 && counts.vocabulary == Set(texts.joined()).count)
        for length in 1...3 {
            var all: [String: Int] = [:]
            for text in texts {
                for start in 0...text.count - length {
                    all[text[start..<start + length].joined(separator: " ").lowercased(), default: 0] += 1
                }
            }
            let most = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
            let found = counts.top(length, limit: 20)
            #expect(found.map(\.text) == most.map(\.key) && found.map(\.count) == most.map(\.value))
        }
    }

    /// The same words, in capitals or not, of any length and at the end of a text.
    @Test func wordsOfAnyLengthAreTold() {
        let words = (1...30).flatMap { length in
            ["a", "B", "é"].map { String(repeating: "x", count: length) + $0 } + [String(repeating: "Y", count: length)]
        }
        var table = WordTable()
        var codes: [Int32] = []
        for word in words + words {
            var text = "Z " + word
            codes.append(
                text.withUTF8 { table.add(2..<$0.count, of: UnsafeRawBufferPointer($0)) })
        }
        #expect(codes == (0..<Int32(words.count)).map { $0 } + (0..<Int32(words.count)).map { $0 })
        #expect(table.counts == words.map { _ in 2 })
        #expect((0..<Int32(words.count)).map(table.word) == words.map { $0.lowercased() })
    }

    /// Byte by byte, what Foundation and the standard library make of whole strings.
    @Test func normalisesAsWholeStringsAre() {
        var generator = SeededNumbers(seed: 12)
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
