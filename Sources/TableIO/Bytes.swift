/// The bytes that text formats are made of.
extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
}

/// What the first bytes of a file say about reading it as text.
enum TextStart {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What stands against reading a file that starts like this as UTF-8; nil when nothing does.
    static func objection(to bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return "the text is UTF-16; save it as UTF-8"
        }
        if bytes.starts(with: "PAR1".utf8) { return "this is a Parquet file; name it .parquet" }
        if bytes.starts(with: "ARROW1".utf8) { return "this is an Arrow file; name it .arrow" }
        if bytes.prefix(4096).contains(0) { return "this is not a text file; check its format" }
        return nil
    }
}

func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
}
