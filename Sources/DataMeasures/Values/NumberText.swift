internal import Glibc
internal import TableIO

/// Numbers in text cells.
enum NumberText {
    enum Cell {
        case integer(Int64)
        case real(Double)
        /// A word that tables write for no value, such as `NA`.
        case missing
        /// Also whole numbers of more than 64 bits, for they are names: as reals, different ones would be equal.
        case other
    }

    /// Spellings of a missing number.
    private static let missing: Set<String> = [
        "", "NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "null", "None", "NaN", "nan", "-NaN", "-nan",
    ]
    private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }

    /// Reads a cell; white space around a number does not count.
    static func parse(_ cell: UnsafeRawBufferPointer) -> Cell {
        var start = 0
        var end = cell.count
        while start < end, cell[start] == 0x20 || cell[start] == 0x09 { start += 1 }
        while start < end, cell[end - 1] == 0x20 || cell[end - 1] == 0x09 { end -= 1 }
        let bytes = UnsafeRawBufferPointer(rebasing: cell[start..<end])
        guard let first = bytes.first else { return .missing }
        let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        let lead = isSigned && bytes.count > 1 ? bytes[1] : first
        guard isDigit(lead) || lead == UInt8(ascii: ".") else { return word(bytes) }
        return digits(bytes, from: isSigned ? 1 : 0, negative: first == UInt8(ascii: "-"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func digits(_ bytes: UnsafeRawBufferPointer, from start: Int, negative: Bool) -> Cell {
        var mantissa: Int64 = 0
        var digits = 0
        var decimals = 0
        var position = start
        while position < bytes.count, isDigit(bytes[position]) {
            if digits < 18 { mantissa = mantissa * 10 + Int64(bytes[position] - 0x30) }
            digits += 1
            position += 1
        }
        if position == bytes.count, digits <= 18 { return .integer(negative ? -mantissa : mantissa) }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            while position < bytes.count, isDigit(bytes[position]) {
                if digits < 18 { mantissa = mantissa * 10 + Int64(bytes[position] - 0x30) }
                digits += 1
                decimals += 1
                position += 1
            }
        }
        // Both are exact as doubles, so their quotient is the nearest double to the number.
        if position == bytes.count, digits > 0, digits <= 18, mantissa < 1 << 53, decimals <= 22 {
            let value = Double(mantissa) / powers[decimals]
            return .real(negative ? -value : value)
        }
        return slow(bytes)
    }

    private static func slow(_ bytes: UnsafeRawBufferPointer) -> Cell {
        let text = String(decoding: bytes, as: UTF8.self)
        if let integer = Int64(text) { return .integer(integer) }
        guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
            text.utf8.contains(where: { ".eE".utf8.contains($0) }), let value = Double(text)
        else { return .other }
        return .real(value)
    }

    private static func word(_ bytes: UnsafeRawBufferPointer) -> Cell {
        guard bytes.count <= 9 else { return .other }
        let text = String(decoding: bytes, as: UTF8.self)
        if missing.contains(text) { return .missing }
        switch text.lowercased() {
        case "inf", "+inf", "infinity", "+infinity": return .real(.infinity)
        case "-inf", "-infinity": return .real(-.infinity)
        default: return .other
        }
    }
}

/// The numbers of a column.
struct Numbers: Sendable {
    /// The numbers in rising order, as keys that sort like them.
    let sortedKeys: [UInt64]
    let areIntegers: Bool

    /// nil when the column holds anything but numbers, or nothing.
    init?(_ column: Column) {
        var keys: [UInt64] = []
        keys.reserveCapacity(column.count)
        switch column.storage {
        case .int64(let values):
            areIntegers = true
            for (row, value) in values.enumerated() where !column.isNull(row) { keys.append(SortKey.of(value)) }
        case .float64(let values):
            areIntegers = false
            for (row, value) in values.enumerated() where !column.isNull(row) && !value.isNaN {
                keys.append(SortKey.of(value))
            }
        case .utf8(let text):
            guard let (integers, reals) = Self.parsed(text, column) else { return nil }
            areIntegers = reals.isEmpty
            keys =
                areIntegers
                ? integers.map { SortKey.of($0) } : (reals + integers.map(Double.init)).map { SortKey.of($0) }
        case .bool, .binary: return nil
        }
        guard !keys.isEmpty else { return nil }
        RadixSort.sort(&keys)
        sortedKeys = keys
    }

    private static func parsed(_ text: UTF8Column, _ column: Column) -> ([Int64], [Double])? {
        var integers: [Int64] = []
        var reals: [Double] = []
        let isNumeric = text.bytes.withUnsafeBytes { bytes in
            for row in 0..<text.count where !column.isNull(row) {
                switch NumberText.parse(UnsafeRawBufferPointer(rebasing: bytes[text.range(row)])) {
                case .integer(let value): integers.append(value)
                case .real(let value): reals.append(value)
                case .missing: break
                case .other: return false
                }
            }
            return true
        }
        return isNumeric ? (integers, reals) : nil
    }

    var count: Int { sortedKeys.count }

    /// The `index`-th smallest.
    subscript(index: Int) -> Double {
        areIntegers ? Double(SortKey.integer(sortedKeys[index])) : SortKey.real(sortedKeys[index])
    }

    func reported(_ key: UInt64) -> ReportValue {
        areIntegers ? .integer(Int(SortKey.integer(key))) : .number(SortKey.real(key))
    }
}
