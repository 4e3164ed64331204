import CICU

/// Finds out what a text is encoded in and brings it to UTF-8.
struct TextDecoding {
    let text: OffsetText
    /// In small letters: `utf-8`, `utf-16le`, `windows-1252`.
    let encoding: String
    let warning: String?

    /// A guess from fewer bytes is none.
    private static let leastBytes = 16
    /// Of 100.
    private static let leastConfidence = 10

    /// - Parameter named: what a person says it is encoded in.
    init(_ bytes: [UInt8], name: String, named: String?) throws(ChunkingError) {
        let mark = Self.byteOrderMark(bytes)
        if let wished = named?.lowercased() ?? mark?.encoding, wished != "utf-8", wished != "utf8" {
            let start = mark.map { $0.encoding.hasPrefix(wished) || wished == $0.encoding ? $0.length : 0 } ?? 0
            text = try Self.decode(bytes, from: start, mark?.encoding ?? wished, name)
            (encoding, warning) = (mark?.encoding ?? wished, nil)
            return
        }
        let start = mark?.encoding == "utf-8" ? 3 : 0
        guard let offset = UTF8Check.firstInvalidOffset(in: bytes) else {
            (text, encoding, warning) = (OffsetText(Array(bytes[start...]), from: start), "utf-8", nil)
            return
        }
        guard named == nil, !Self.isMostlyUTF8(bytes), let guess = Self.guess(bytes) else {
            let byte = String(bytes[offset], radix: 16, uppercase: true)
            throw ChunkingError(
                .invalidUTF8, path: name, "byte \(offset) (0x\(byte)) is not valid UTF-8",
                remedy: "save the text as UTF-8, or name what it is encoded in with --encoding")
        }
        text = try Self.decode(bytes, from: 0, guess.name, name)
        encoding = guess.name
        warning = "it is not UTF-8 and was read as \(guess.name); name another encoding if letters are wrong"
    }

    /// Whether the first bytes say that a text in 16 or 32 bits a character follows.
    static func startsWide(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: String, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
        return bytes.starts(with: [0xFE, 0xFF]) ? ("utf-16be", 2) : nil
    }

    /// Whether a few wrong bytes stand among characters of UTF-8: then it is damaged rather than something else.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var (index, right, wrong) = (0, 0, 0)
        while index < bytes.count {
            let lead = bytes[index]
            let length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
            let isWhole =
                lead < 0x80
                || lead >= 0xC2 && lead < 0xF5 && index + length <= bytes.count
                    && bytes[index + 1..<index + length].allSatisfy { $0 & 0xC0 == 0x80 }
            if lead >= 0x80 { if isWhole { right += 1 } else { wrong += 1 } }
            index += isWhole ? length : 1
        }
        return right >= wrong
    }

    private static func guess(_ bytes: [UInt8]) -> (name: String, confidence: Int)? {
        guard bytes.count >= leastBytes else { return nil }
        var name = [CChar](repeating: 0, count: 64)
        let confidence = icu_detect_encoding(bytes, Int32(clamping: bytes.count), &name, 64)
        let found = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).lowercased()
        guard confidence >= leastConfidence, !found.hasPrefix("utf-") else { return nil }
        return (found, Int(confidence))
    }

    private static func decode(
        _ bytes: [UInt8], from start: Int, _ encoding: String, _ name: String
    ) throws(ChunkingError) -> OffsetText {
        var bad: Int64 = 0
        let needed = bytes.withUnsafeBufferPointer { source in
            icu_decode(encoding, source.baseAddress! + start, Int64(source.count - start), nil, nil, &bad)
        }
        switch needed {
        case 0...:
            var offsets = [Int64](repeating: 0, count: Int(needed))
            let utf8 = [UInt8](unsafeUninitializedCapacity: Int(needed)) { target, filled in
                filled = bytes.withUnsafeBufferPointer { source in
                    Int(
                        icu_decode(
                            encoding, source.baseAddress! + start, Int64(source.count - start), target.baseAddress,
                            &offsets, &bad))
                }
            }
            return OffsetText(utf8, offsets: offsets.map { Int($0) + start } + [bytes.count])
        case -2:
            throw ChunkingError(
                .notText, path: name, "byte \(start + Int(bad)) does not belong to a text in \(encoding)",
                remedy: "name what it is encoded in with --encoding")
        default:
            throw ChunkingError(
                .invalidSettings, path: name, "no encoding is known as \(encoding)",
                remedy: "name it as in windows-1252, iso-8859-2, shift_jis or utf-16le")
        }
    }
}
