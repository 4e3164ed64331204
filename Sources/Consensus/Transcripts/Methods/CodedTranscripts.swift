public import QuorumCore

/// Transcripts as codes of their words, and where each word is written.
public struct CodedTranscripts: Sendable {
    let table: WordTable
    let texts: [String]
    /// Transcript `i` has the words `offsets[i]..<offsets[i + 1]`.
    private let offsets: [Int]
    private let codes: [Int32]
    private let written: [Range<Int>]

    /// - Complexity: O(*n*) expected for *n* bytes.
    public init(_ texts: [String], normalisation: TextNormalisation) {
        var table = WordTable()
        var offsets = [0]
        var codes: [Int32] = []
        var written: [Range<Int>] = []
        var words = WordList()
        var normaliser = WordNormaliser(normalisation)
        for text in texts {
            var text = text
            text.withUTF8 { normaliser.words(of: $0, into: &words) }
            for word in 0..<words.count { codes.append(table.code(of: words.keys[words.key(word)])) }
            written.append(contentsOf: words.written)
            offsets.append(codes.count)
        }
        self.table = table
        self.texts = texts
        self.offsets = offsets
        self.codes = codes
        self.written = written
    }

    public var count: Int { texts.count }

    /// The words of a transcript as codes; equal codes are the same word.
    func words(_ transcript: Int) -> ArraySlice<Int32> { codes[offsets[transcript]..<offsets[transcript + 1]] }

    /// What a transcript writes for some of its words.
    func written(_ words: Range<Int>, of transcript: Int) -> String {
        let places = written[(offsets[transcript] + words.lowerBound)..<(offsets[transcript] + words.upperBound)]
        guard let first = places.first, let last = places.last else { return "" }
        var text = texts[transcript]
        return text.withUTF8 { String(decoding: $0[first.lowerBound..<last.upperBound], as: UTF8.self) }
    }

    /// The normalised form of some words.
    func key(_ words: some Sequence<Int32>) -> String {
        words.map { String(decoding: table.key($0), as: UTF8.self) }.joined(separator: " ")
    }
}
