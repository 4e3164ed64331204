extension JSONCursor {
    /// Appends the text of the string here to `text`.
    mutating func readString(into text: inout [UInt8]) throws(JSONProblem) {
        guard peek == .quote else { throw JSONProblem("a quote is due here") }
        position += 1
        let first = text.count
        var bits: UInt8 = 0
        while true {
            let start = position
            bits |= skipPlainText()
            text.append(contentsOf: slice(from: start))
            guard !isAtEnd else { throw JSONProblem("the line ends inside a text; write line breaks as \\n") }
            switch peek {
            case .quote:
                position += 1
                if bits >= 0x80, !isUTF8(text.span.extracting(first..<text.count)) {
                    throw JSONProblem("the text is not UTF-8; save the file as UTF-8", isEncoding: true)
                }
                return
            case .backslash:
                position += 1
                try readEscape(into: &text)
            default:
                throw JSONProblem("a control character stands in a text; write it as \\u00XX")
            }
        }
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONProblem) {
        let byte = peek
        position += 1
        switch byte {
        case .quote, .backslash, UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "r"): text.append(.carriageReturn)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try readScalar()).utf8)
        default: throw JSONProblem("a backslash stands before a character that needs none; double it")
        }
    }

    /// After `\u`: one unit, or a pair of surrogates.
    private mutating func readScalar() throws(JSONProblem) -> Unicode.Scalar {
        let unit = try readUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if UTF16.isLeadSurrogate(UInt16(unit)), peek == .backslash {
            position += 1
            if peek == UInt8(ascii: "u") {
                position += 1
                let second = try readUnit()
                if UTF16.isTrailSurrogate(UInt16(second)) {
                    return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF)!
                }
            }
        }
        throw JSONProblem("half of a surrogate pair stands alone; write the character itself")
    }

    private mutating func readUnit() throws(JSONProblem) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            switch peek {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(peek - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(peek - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(peek - UInt8(ascii: "A") + 10)
            default: throw JSONProblem("four hexadecimal digits are due after \\u")
            }
            position += 1
        }
        return unit
    }
}
