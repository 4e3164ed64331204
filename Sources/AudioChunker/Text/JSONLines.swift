/// Reads a member of each line's JSON object with the places its characters stand at, which no JSON library tells.
struct JSONLines {
    private let text: OffsetText
    private let name: String
    private var index = 0
    private var end = 0
    private var row = 0

    init(_ text: OffsetText, name: String) {
        self.text = text
        self.name = name
    }

    /// The strings under `column`.
    ///
    /// - Returns: the strings, and how many lines lack one.
    mutating func cells(of column: String) throws(ChunkingError) -> (
        cells: [(row: Int, text: OffsetText)], missing: Int
    ) {
        var cells: [(row: Int, text: OffsetText)] = []
        var missing = 0
        var seen: [String] = []
        let lines = text.bytes.withUnsafeBufferPointer { Paragraphs.lines(in: $0) }
        for line in lines where !text.bytes[line].allSatisfy(Paragraphs.isSpace) {
            row += 1
            (index, end) = (line.lowerBound, line.upperBound)
            if let cell = try member(column, &seen) { cells.append((row, cell)) } else { missing += 1 }
        }
        if cells.isEmpty {
            throw ChunkingError(
                .invalidSettings, path: name,
                "no line has text under \(column); there are \(seen.prefix(20).joined(separator: ", "))",
                remedy: "name the key that holds the text with --column")
        }
        return (cells, missing)
    }

    private mutating func member(_ column: String, _ seen: inout [String]) throws(ChunkingError) -> OffsetText? {
        var found: OffsetText?
        try expect("{")
        if peek() == UInt8(ascii: "}") { return nil }
        while true {
            skipSpace()
            let key = try string()
            let keyName = key.string(0..<key.bytes.count)
            if seen.count < 100, !seen.contains(keyName) { seen.append(keyName) }
            try expect(":")
            if peek() == UInt8(ascii: "\"") {
                let value = try string()
                if keyName == column { found = value }
            } else {
                try skipValue()
            }
            if peek() == UInt8(ascii: "}") { return found }
            try expect(",")
        }
    }

    private mutating func skipValue() throws(ChunkingError) {
        var depth = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""): _ = try string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                index += 1
            case UInt8(ascii: ",") where depth == 0: return
            default: index += 1
            }
        }
        throw malformed()
    }

    private mutating func string() throws(ChunkingError) -> OffsetText {
        guard index < end, text.bytes[index] == UInt8(ascii: "\"") else { throw malformed() }
        index += 1
        var value = OffsetTextBuilder(text)
        while index < end {
            let byte = text.bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return value.text(end: index - 1)
            }
            if byte == UInt8(ascii: "\\") {
                let place = index
                value.append(try escaped(), at: place)
            } else {
                guard byte >= 0x20 else { throw malformed() }
                value.append(byte, at: index)
                index += 1
            }
        }
        throw malformed()
    }

    private mutating func escaped() throws(ChunkingError) -> Unicode.Scalar {
        guard index + 1 < end else { throw malformed() }
        let mark = text.bytes[index + 1]
        index += 2
        switch mark {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
        case UInt8(ascii: "u"): break
        default: throw malformed()
        }
        let first = try unit()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard index + 6 <= end, text.bytes[index] == UInt8(ascii: "\\"), text.bytes[index + 1] == UInt8(ascii: "u")
        else {
            return "\u{FFFD}"
        }
        index += 2
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func unit() throws(ChunkingError) -> UInt32 {
        guard index + 4 <= end,
            let value = UInt32(String(decoding: text.bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw malformed() }
        index += 4
        return value
    }

    private mutating func skipSpace() {
        while index < end, Paragraphs.isSpace(text.bytes[index]) { index += 1 }
    }

    private mutating func peek() -> UInt8? {
        skipSpace()
        return index < end ? text.bytes[index] : nil
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(ChunkingError) {
        guard peek() == UInt8(ascii: mark) else { throw malformed() }
        index += 1
    }

    private func malformed() -> ChunkingError {
        ChunkingError(
            .notText, path: name, "line \(row) is no JSON object (byte \(text.original(min(index, end))))",
            remedy: "give one JSON object a line")
    }
}
