import Consensus
import QuorumCore
import Testing

@Suite struct TranscriptWordsTests {
    private func keys(_ text: String, _ more: TextNormalisation = []) -> [String] {
        TranscriptWords(text, normalisation: TextNormalisation.standard.union(more)).keys
    }

    @Test func keepsHowEachWordIsWritten() {
        let words = TranscriptWords(
            "  \u{201C}Well\u{201D}, \u{2014} said  the air-tight\n Caf\u{E9}!  ", normalisation: .standard)
        #expect(words.keys == ["well", "said", "the", "air", "tight", "caf\u{E9}"])
        #expect(words.written == ["\u{201C}Well\u{201D}, \u{2014}", "said", "the", "air-", "tight", "Caf\u{E9}!"])
    }

    @Test(arguments: [
        ("23 and 3rd", ["twenty", "three", "and", "third"]),
        ("1,250 or 1000000", ["one", "thousand", "two", "hundred", "fifty", "or", "one", "million"]),
        ("20th 12th 101st 0", ["twentieth", "twelfth", "one", "hundred", "first", "zero"]),
        ("007 1,25 3.5 4x", ["007", "1,25", "3.5", "4x"]),
        ("1234567890123", ["1234567890123"]),
    ])
    func readsNumerals(text: String, expected: [String]) {
        #expect(keys(text, .spellsNumerals) == expected)
    }

    @Test func aNumeralIsWrittenOnce() {
        let words = TranscriptWords("room 23.", normalisation: [.standard, .spellsNumerals])
        #expect(words.keys == ["room", "twenty", "three"] && words.written == ["room", "23.", ""])
    }

    @Test func dropsHesitationsUnlessThereIsNothingElse() {
        #expect(keys("Um, well, er \u{2013} yes", .ignoresFillers) == ["well", "yes"])
        #expect(keys("Um.", .ignoresFillers) == ["um"])
    }

    @Test func foldsCompatibilityFormsAndLookalikes() {
        #expect(keys("\u{FB01}ne \u{FF12}", .foldsCompatibility) == ["fine", "2"])
        #expect(keys("p\u{430}ge \u{443}\u{43C}", .foldsLookalikes) == ["page", "\u{443}\u{43C}"])
        #expect(keys("p\u{430}ge") != ["page"])
    }

    /// The words are those of the answer's key, whatever stands in the text.
    @Test func areTheWordsOfTheKey() {
        var generator = SeededNumbers(seed: 5)
        let pieces = [
            "a", "B", "don", "'", "\u{2019}", "t", "-", "\u{2014}", " ", "\n", ".", ",", "3", "5", "%", "$", "[", "]",
            "\u{E9}",
            "e\u{301}", "\u{200B}", "\u{AD}", "\u{3000}", "_", "(", "\u{130}", "\u{1F44D}", "^", "~", "\u{0}",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let words = TranscriptWords(text, normalisation: .standard)
            let scalarwise = AnswerKey.key(
                for: text, kind: .transcription, normalisation: [.ignoresCase, .ignoresPunctuation])
            let expected = scalarwise.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
            #expect(words.keys == expected, "\(text.debugDescription)")
            #expect(words.written.count == words.keys.count && words.written.allSatisfy { text.contains($0) })
        }
    }
}

@Suite struct WordErrorsTests {
    @Test func agreesWithJiwer() throws {
        let rates = try Fixture.transcripts().rates
        #expect(rates.count > 150)
        for row in rates {
            let errors = WordErrors(
                reference: row.reference.split(separator: " "), hypothesis: row.hypothesis.split(separator: " "))
            #expect(abs((errors.rate ?? -1) - row.wer) < 1e-12, "\(row)")
            let letters = WordErrors(charactersOf: row.reference, hypothesis: row.hypothesis)
            #expect(abs((letters.rate ?? -1) - row.cer) < 1e-12, "\(row)")
        }
    }

    @Test func countsEachKindOfError() {
        let errors = WordErrors(reference: ["a", "b", "c", "d"], hypothesis: ["a", "x", "d", "e"])
        #expect(errors.hits == 2 && errors.substitutions == 1 && errors.deletions == 1 && errors.insertions == 1)
        #expect(errors.referenceCount == 4 && errors.rate == 0.75)
        #expect((errors + errors).errors == 6)
        #expect(WordErrors(reference: [String](), hypothesis: ["a"]).rate == nil)
    }
}
