/// HTML appended to one buffer; everything that comes from data is escaped.
struct HTMLText {
    private(set) var bytes: [UInt8] = []

    /// Markup of our own, as it is.
    mutating func raw(_ markup: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    mutating func raw(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    mutating func style(_ sheet: String) { bytes.append(contentsOf: sheet.utf8) }

    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            case 0x09, 0x0A, 0x0D: bytes.append(byte)
            // HTML has no other control characters.
            case ..<0x20, 0x7F: raw("\u{FFFD}")
            default: bytes.append(byte)
            }
        }
    }

    mutating func element(_ open: StaticString, _ content: String, _ close: StaticString) {
        raw(open)
        text(content)
        raw(close)
    }
}
