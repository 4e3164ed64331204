internal import Foundation
internal import TableIO

/// Normalised text: Unicode NFC, lower case, runs of white space one space, none at either end.
enum TextNormaliser {
    static func normalised(_ column: UTF8Column, threads: Int) -> UTF8Column {
        if isNormalised(column) { return column }
        let parts = threads == 1 ? 1 : threads * 4
        let length = (column.count + parts - 1) / max(parts, 1)
        let pieces = parallelMap(parts, threads: threads) { part in
            let start = min(part * length, column.count)
            return normalised(column, rows: start..<min(start + length, column.count))
        }
        guard pieces.count > 1 else { return pieces.first ?? UTF8Column() }
        var bytes: [UInt8] = []
        var offsets = [0]
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count })
        offsets.reserveCapacity(column.count + 1)
        for piece in pieces {
            let base = bytes.count
            bytes.append(contentsOf: piece.bytes)
            for offset in piece.offsets.dropFirst() { offsets.append(base + offset) }
        }
        return UTF8Column(bytes: bytes, offsets: offsets)
    }

    /// Whether the column is ASCII in which nothing is to be changed; stops at the first cell that is not.
    static func isNormalised(_ column: UTF8Column) -> Bool {
        column.withCells { cells in
            for row in 0..<column.count {
                var previous: UInt8 = 0x20
                for byte in cells[row] {
                    let isSpace = byte == 0x20
                    guard byte < 0x80, byte &- 0x41 >= 26, byte &- 0x09 >= 5, !isSpace || previous != 0x20 else {
                        return false
                    }
                    previous = byte
                }
                if previous == 0x20, !cells[row].isEmpty { return false }
            }
            return true
        }
    }

    private static func normalised(_ column: UTF8Column, rows: Range<Int>) -> UTF8Column {
        var offsets = [0]
        offsets.reserveCapacity(rows.count + 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(column.offsets[rows.upperBound] - column.offsets[rows.lowerBound])
        column.bytes.withUnsafeBytes { source in
            for row in rows {
                append(UnsafeRawBufferPointer(rebasing: source[column.range(row)]), to: &bytes)
                offsets.append(bytes.count)
            }
        }
        return UTF8Column(bytes: bytes, offsets: offsets)
    }

    static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        let isASCII = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { normalised in
            guard let count = write(text, to: normalised) else { return false }
            bytes.append(contentsOf: normalised[..<count])
            return true
        }
        if !isASCII { appendUnicode(String(decoding: text, as: UTF8.self), to: &bytes) }
    }

    /// Writes a text of ASCII, normalised.
    ///
    /// - Returns: how many bytes that are; nil for any other text.
    private static func write(_ text: UnsafeRawBufferPointer, to normalised: UnsafeMutableBufferPointer<UInt8>) -> Int?
    {
        var count = 0
        var pending = false
        for byte in text {
            if byte >= 0x80 { return nil }
            if byte == 0x20 || byte &- 0x09 < 5 {
                pending = count > 0
                continue
            }
            if pending {
                normalised[count] = 0x20
                count += 1
                pending = false
            }
            normalised[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            count += 1
        }
        return count
    }

    private static func appendUnicode(_ text: String, to bytes: inout [UInt8]) {
        let composed = text.unicodeScalars.allSatisfy(isComposed) ? text : text.precomposedStringWithCanonicalMapping
        let start = bytes.count
        var pending = false
        for scalar in composed.unicodeScalars {
            if scalar.properties.isWhitespace {
                pending = bytes.count > start
                continue
            }
            if pending {
                bytes.append(0x20)
                pending = false
            }
            if scalar.value < 0x80 {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            } else {
                bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
    }

    /// Whether the scalar is of a range in which NFC changes nothing, whatever stands beside it in such ranges.
    private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x300, 0x388..<0x483, 0x48A..<0x530, 0x2010..<0x2028, 0x3041..<0x3097, 0x30A1..<0x30FB,
            0x4E00..<0xA000, 0xAC00..<0xD7A4:
            true
        default: false
        }
    }
}
