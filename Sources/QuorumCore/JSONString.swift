extension [UInt8] {
    /// Appends a text as a JSON string, with its quotation marks.
    package mutating func appendJSONString(_ text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case UInt8(ascii: "\n"): append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\t"): append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F: append(contentsOf: "\\u00\(CollectionOfOne(byte).hexadecimal)".utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
