import CICU

/// Finds sentences by the Unicode rules (UAX #29) with the language's abbreviations, through ICU.
final class SentenceBreaker {
    private let sentences: OpaquePointer

    /// - Parameter language: a BCP 47 tag; nil for English abbreviations.
    init(language: String?) throws(ChunkingError) {
        guard let sentences = icu_sentences_open("\(language ?? "en")@ss=standard") else {
            throw ChunkingError(
                .invalidSettings, path: language ?? "en", "no sentence rules are known for this language",
                remedy: "give a language tag such as en or pt-BR")
        }
        self.sentences = sentences
    }

    deinit { icu_breaks_close(sentences) }

    /// Offsets at which sentences end, the last one being the end of the text. White space belongs to the sentence
    /// before it.
    func ends(in utf8: UnsafeBufferPointer<UInt8>) -> [Int] {
        guard let base = utf8.baseAddress, !utf8.isEmpty else { return [] }
        return base.withMemoryRebound(to: CChar.self, capacity: utf8.count) { bytes in
            guard icu_breaks_start(sentences, bytes, Int64(utf8.count)) else { return [utf8.count] }
            var ends: [Int] = []
            while true {
                let end = icu_breaks_next(sentences)
                guard end >= 0 else { break }
                if end > 0 { ends.append(Int(end)) }
            }
            if ends.last != utf8.count { ends.append(utf8.count) }
            return ends
        }
    }
}
