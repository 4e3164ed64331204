internal import QuorumCore

/// One answer as the word quorum sees it.
struct AnswerWords: Equatable, Sendable {
    /// Each word's key as Unicode scalars.
    let letters: [[UInt32]]
    let keys: [String]
    let written: [String]

    init(_ answer: String, normalisation: TextNormalisation) {
        let words = TranscriptWords(answer, normalisation: normalisation)
        keys = words.keys
        written = words.written
        letters = words.keys.map { $0.unicodeScalars.map(\.value) }
    }

    /// The letters of some words without the spaces between.
    func letters(_ words: Range<Int>) -> [UInt32] { Array(letters[words].joined()) }

    func form(_ words: Range<Int>) -> (written: String, key: String) {
        var text = ConsensusText()
        for word in words { text.append(written: written[word], key: keys[word]) }
        return (text.text, text.key)
    }
}
