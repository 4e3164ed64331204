import Consensus
import QuorumCore
import Testing

@Suite struct AnswerKeyTests {
    private func key(_ answer: String, _ normalisation: TextNormalisation = .standard) -> String {
        AnswerKey.key(for: answer, kind: .transcription, normalisation: normalisation)
    }

    @Test(arguments: [
        ("Hello, world!", "hello world"),
        ("  two\t\n words ", "two words"),
        ("don\u{2019}t", "don't"),
        ("'quoted'", "quoted"),
        ("air-tight", "air tight"),
        ("a \u{2014} b", "a b"),
        ("3.5 and 1,000.", "3.5 and 1,000"),
        ("\u{C9}COLE", "\u{E9}cole"),
        ("", ""),
        ("...", "..."),
        ("?!", "?!"),
        ("$5", "$5"),
        ("\u{20AC}5.", "\u{20AC}5"),
        ("5%!", "5%"),
        ("A & B", "a & b"),
        ("zero\u{200B}width", "zerowidth"),
        ("\u{200B}", ""),
        ("[Silence].", "[silence]"),
        ("well [noise] yes", "well [noise] yes"),
    ])
    func dropsWhatDoesNotCount(answer: String, expected: String) {
        #expect(Array(key(answer).utf8) == Array(expected.utf8))
    }

    @Test func composedAndDecomposedLettersAreTheSameBytes() {
        #expect(Array(key("caf\u{E9}").utf8) == Array(key("cafe\u{301}").utf8))
    }

    @Test func keepsWhatTheProjectSaysCounts() {
        #expect(key("Hello, World", []) == "Hello, World")
        #expect(key("Hello,  World", [.foldsWhiteSpace]) == "Hello, World")
        #expect(key("Hello, World", [.ignoresCase]) == "hello, world")
    }

    @Test func isStable() {
        for answer in ["Don't  stop!", "ΣΊΣΥΦΟΣ", "İstanbul", "x\u{0}y", "👍🏽 ok"] {
            #expect(key(key(answer)) == key(answer))
        }
    }

    @Test func aChosenLabelIsItsOwnKey() {
        #expect(AnswerKey.key(for: "Not Spam!", kind: .classification, normalisation: .standard) == "Not Spam!")
    }
}

@Suite struct RepresentativeTests {
    @Test func isTheSpellingMostShare() {
        let answers = [("one two", "one two"), ("One two.", "one two"), ("One two.", "one two"), ("x", "x")]
        #expect(Representative.answer(for: "one two", among: answers.map { (answer: $0.0, key: $0.1) }) == "One two.")
    }

    @Test func tiesGoToTheEarliest() {
        let answers = [(answer: "B", key: "b"), (answer: "b", key: "b")]
        #expect(Representative.answer(for: "b", among: answers) == "B")
        #expect(Representative.answer(for: "c", among: answers) == nil)
    }
}
