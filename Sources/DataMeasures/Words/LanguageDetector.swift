internal import CLanguages

/// Tells the language of texts, by CLD2, which is loaded when the first one is made (decision 16).
///
/// Any number of threads may use it.
struct LanguageDetector: Sendable {
    /// What is known of one text.
    enum Answer: Hashable {
        /// A BCP 47 tag.
        case language(String)
        /// One language looks likelier than others, but not clearly.
        case unreliable
        /// Too short, no language, or one that CLD2 does not know.
        case undetermined
    }

    /// Bytes of a text that are looked at: some eighty words, which CLD2 needs no more of.
    static let bytes = 500

    /// CLD2's own codes where BCP 47 has others.
    private static let tags = ["iw": "he", "jw": "jv", "mo": "ro-MD", "blu": "hmn"]
    /// No languages, or played ones.
    private static let unknown: Set<String> = ["un", "ut", "xxx", "zzb", "zze", "zzh", "zzp", "tlh"]

    /// The library and the date of its tables.
    let name: String

    /// Why there is none, where the library is missing.
    struct Missing: Error {
        let reason: String
    }

    init() throws(Missing) {
        if let problem = quorum_languages_load() { throw Missing(reason: String(cString: problem)) }
        name = "CLD2 " + String(cString: quorum_languages_version())
    }

    /// The language of the start of a text, which need not be valid UTF-8.
    func answer(_ text: UnsafeRawBufferPointer) -> Answer {
        let clean = Self.clean(Self.start(text))
        var isReliable = false
        let language = clean.withUnsafeBytes {
            // An empty buffer has no address.
            $0.isEmpty
                ? nil
                : quorum_languages_detect(
                    $0.baseAddress!.assumingMemoryBound(to: CChar.self), Int32($0.count), &isReliable)
        }
        guard let language else { return .undetermined }
        let code = String(cString: quorum_languages_code(language))
        guard !Self.unknown.contains(code) else { return .undetermined }
        guard isReliable else { return .unreliable }
        // Languages that are told by their script alone.
        if code.hasPrefix("xx-") { return .language("und" + code.dropFirst(2)) }
        return .language(Self.tags[code] ?? code)
    }

    /// The first bytes of a text, up to where a character ends.
    static func start(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard text.count > bytes else { return text }
        var end = bytes
        while end > bytes - 4, text[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: text[..<end])
    }

    /// The text with a space in place of what CLD2 takes for no text: control characters, noncharacters, invalid bytes.
    private static func clean(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        let ascii = text.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        guard ascii.contains(where: { $0 >= 0x80 }) else { return ascii }
        let scalars = String(decoding: ascii, as: UTF8.self).unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
            let isText =
                scalar.value >= 0xA0 && scalar.value != 0xFFFD && scalar.value & 0xFFFE != 0xFFFE
                && !(0xFDD0...0xFDEF).contains(scalar.value)
            return isText || scalar.value < 0x80 ? scalar : " "
        }
        var cleaned = String.UnicodeScalarView()
        cleaned.append(contentsOf: scalars)
        return Array(String(cleaned).utf8)
    }
}
