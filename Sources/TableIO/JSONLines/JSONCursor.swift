internal import Glibc

/// What is wrong with a line of JSON.
struct JSONProblem: Error {
    let problem: String
    var isEncoding = false

    init(_ problem: String, isEncoding: Bool = false) {
        self.problem = problem
        self.isEncoding = isEncoding
    }
}

/// A place in a line of JSON (RFC 8259).
struct JSONCursor {
    private static let deepest = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte here; 0 at the end.
    var peek: UInt8 { position < bytes.count ? bytes[position] : 0 }

    func slice(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case .space, .tab, .lineFeed, .carriageReturn: position += 1
            default: return
            }
        }
    }

    /// Passes over what stands for itself inside a string: all but quotes, backslashes and control characters.
    ///
    /// - Returns: the bytes passed over, joined by or.
    mutating func skipPlainText() -> UInt8 {
        // Eight bytes at a time; in `stops` a high bit is set where one of them ends it, and maybe in bytes after that.
        let each: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(bytes)
        var seen: UInt64 = 0
        while position + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quotes = word ^ each &* UInt64(UInt8.quote)
            let backslashes = word ^ each &* UInt64(UInt8.backslash)
            let controls = (word &- each &* 0x20) & ~word
            let stops = (quotes &- each) & ~quotes | (backslashes &- each) & ~backslashes | controls
            if stops & (each &* 0x80) != 0 { break }
            seen |= word
            position += 8
        }
        var bits: UInt8 = 0
        for byte in 0..<8 { bits |= UInt8(truncatingIfNeeded: seen >> (8 * UInt64(byte))) }
        while position < raw.count, raw[position] != .quote, raw[position] != .backslash, raw[position] >= 0x20 {
            bits |= raw[position]
            position += 1
        }
        return bits
    }

    private mutating func expect(_ byte: UInt8, _ what: String) throws(JSONProblem) {
        guard peek == byte, !isAtEnd else {
            throw JSONProblem(isAtEnd ? "the line ends where \(what) is due" : "\(what) is due here")
        }
        position += 1
    }

    // MARK: - Objects and arrays

    /// Gives each key of the object here, with the cursor on its value, which `body` reads.
    mutating func forEachMember(
        _ body: (inout JSONCursor, [UInt8]) throws(JSONProblem) -> Void
    ) throws(JSONProblem) {
        var key: [UInt8] = []
        try forEachElement(until: UInt8(ascii: "}")) { (cursor) throws(JSONProblem) in
            key.removeAll(keepingCapacity: true)
            try cursor.readString(into: &key)
            cursor.skipSpace()
            try cursor.expect(.colon, "a colon")
            cursor.skipSpace()
            try body(&cursor, key)
        }
    }

    private mutating func forEachElement(
        until close: UInt8, _ body: (inout JSONCursor) throws(JSONProblem) -> Void
    ) throws(JSONProblem) {
        position += 1
        skipSpace()
        if peek == close {
            position += 1
            return
        }
        while true {
            try body(&self)
            skipSpace()
            if peek == close {
                position += 1
                return
            }
            try expect(.comma, "a comma or the closing bracket")
            skipSpace()
        }
    }

    /// Passes over a value of any kind, checking it.
    mutating func skipValue(depth: Int = 0) throws(JSONProblem) {
        guard depth < Self.deepest else { throw JSONProblem("values are nested more than \(Self.deepest) deep") }
        switch peek {
        case UInt8(ascii: "{"):
            try forEachMember { (cursor, _) throws(JSONProblem) in try cursor.skipValue(depth: depth + 1) }
        case UInt8(ascii: "["):
            try forEachElement(until: UInt8(ascii: "]")) { (cursor) throws(JSONProblem) in
                try cursor.skipValue(depth: depth + 1)
            }
        case .quote:
            var ignored: [UInt8] = []
            try readString(into: &ignored)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            _ = try readWord()
        default:
            _ = try readNumber()
        }
    }

    // MARK: - Scalars

    /// `true`, `false`, or nil for `null`.
    mutating func readWord() throws(JSONProblem) -> Bool? {
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(StaticString, Bool?)]
        where bytes.count - position >= word.utf8CodeUnitCount
            && memcmp(bytes.baseAddress! + position, word.utf8Start, word.utf8CodeUnitCount) == 0
        {
            position += word.utf8CodeUnitCount
            return value
        }
        throw JSONProblem("this is not a JSON value; quote it if it is text")
    }

    enum Number {
        case int(Int64)
        case double(Double)
        /// A whole number that no `Int64` holds.
        case large
    }

    mutating func readNumber() throws(JSONProblem) -> Number {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        let whole = skipDigits()
        guard whole > 0 else { throw JSONProblem("this is not a JSON value; quote it if it is text") }
        guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
            throw JSONProblem("a number starts with 0; quote it if it is text")
        }
        var isWhole = true
        if peek == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard skipDigits() > 0 else { throw JSONProblem("digits are due after the point") }
        }
        if peek | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw JSONProblem("digits are due in the exponent") }
        }
        if isWhole { return wholeNumber(from: start) }
        return .double(bytes.withMemoryRebound(to: CChar.self) { strtod($0.baseAddress! + start, nil) })
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        return position - start
    }

    private func wholeNumber(from start: Int) -> Number {
        let isNegative = bytes[start] == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in bytes[(isNegative ? start + 1 : start)..<position] {
            let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte &- UInt8(ascii: "0"))
            let (sum, overflowsToo) = tens.addingReportingOverflow(isNegative ? -digit : digit)
            if overflows || overflowsToo { return .large }
            value = sum
        }
        return .int(value)
    }
}
