public import QuorumCore

/// A transcript as words that can be compared, each with the form it was written in.
public struct TranscriptWords: Equatable, Sendable {
    /// Normalised; equal keys are the same word.
    public let keys: [String]
    /// As written, with the punctuation around it; empty for all but the first of the words a numeral is read as.
    public let written: [String]

    /// - Complexity: O(*n*) for *n* bytes.
    public init(_ text: String, normalisation: TextNormalisation) {
        var text = text
        var words = WordList()
        (keys, written) = text.withUTF8 { bytes in
            var normaliser = WordNormaliser(normalisation)
            normaliser.words(of: bytes, into: &words)
            return (0..<words.count).reduce(into: ([String](), [String]())) { lists, word in
                lists.0.append(String(decoding: words.keys[words.key(word)], as: UTF8.self))
                lists.1.append(String(decoding: bytes[words.written[word]], as: UTF8.self))
            }
        }
    }
}
