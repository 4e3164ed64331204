/// Dates and times as ISO 8601 writes them: `2024-05-31`, `2024-05-31T23:59`, `2024-05-31 23:59:59.123+02:00`.
enum ISODate {
    private static let patterns = ["9999-99-99", "T99:99", ":99"].map { Array($0.utf8) }
    private static let zones = ["+99:99", "+9999", "+99", "Z"].map { Array($0.utf8) }

    /// Whether a text is one and nothing else.
    static func isWhole(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count >= 10, text[4] == UInt8(ascii: "-") else { return false }
        var position = 0
        for pattern in patterns {
            guard skip(pattern, text, &position) else { break }
        }
        guard position >= 10 else { return false }
        if position == 19, position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            while position < text.count, text[position] &- 0x30 < 10 { position += 1 }
        }
        if position > 10 { _ = zones.contains { skip($0, text, &position) } }
        return position == text.count
    }

    /// Moves past a pattern in which 9 is a digit, T is a space too, and + a minus too; stays where it is not.
    private static func skip(_ pattern: [UInt8], _ text: UnsafeRawBufferPointer, _ position: inout Int) -> Bool {
        guard position + pattern.count <= text.count else { return false }
        for (offset, expected) in pattern.enumerated() {
            let byte = text[position + offset]
            switch expected {
            case UInt8(ascii: "9"): if byte &- 0x30 >= 10 { return false }
            case UInt8(ascii: "T"): if byte != expected && byte != 0x20 { return false }
            case UInt8(ascii: "+"): if byte != expected && byte != UInt8(ascii: "-") { return false }
            default: if byte != expected { return false }
            }
        }
        position += pattern.count
        return true
    }
}
