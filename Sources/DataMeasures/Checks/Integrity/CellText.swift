internal import TableIO

extension Column {
    var isUTF8: Bool {
        guard case .utf8 = storage else { return false }
        return true
    }

    var isFlag: Bool {
        guard case .bool = storage else { return false }
        return true
    }
}

/// What the characters of a cell say about it.
extension String {
    var trimmedASCII: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }
        guard let end = lastIndex(where: { !isBlank($0) }) else { return "" }
        return self[...end].drop(while: isBlank)
    }

    /// Control characters, the replacement character, marks of no width, or UTF-8 that was read as Latin-1 and written
    /// again, such as `Ã©` for `é`.
    var isDamaged: Bool {
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: break
            case ..<0x20, 0x7F..<0xA0, 0xFFFD, 0xFEFF, 0x200B, 0x2060, 0xAD: return true
            case 0xA0..<0xC0 where previous.value == 0xC3 || previous.value == 0xC2: return true
            case 0x20AC where previous.value == 0xE2: return true
            default: break
            }
            previous = scalar
        }
        return false
    }

    /// In lower case, without space and the punctuation that spellings of one thing differ in. What stands between digits
    /// is kept as one mark: `1/21` is not `12/1`.
    var skeleton: [UInt8] {
        var bytes: [UInt8] = []
        var isApart = false
        for byte in lowercased().utf8 {
            // A sign in front makes another value, a hyphen between letters does not.
            let isSign = byte == UInt8(ascii: "-") && bytes.isEmpty
            guard isSign || byte > 0x20 && !",;:'\"_!.()/-".utf8.contains(byte) else {
                isApart = true
                continue
            }
            if isApart, byte &- 0x30 < 10, let last = bytes.last, last &- 0x30 < 10 { bytes.append(0x20) }
            bytes.append(byte)
            isApart = false
        }
        return bytes
    }
}

/// What the bytes of a cell say about it.
enum CellText {
    static func isNumber(_ cell: UnsafeRawBufferPointer) -> Bool {
        switch NumberText.parse(cell) {
        case .integer, .real: true
        case .missing, .other: false
        }
    }

    /// No letter, digit, or anything beyond ASCII.
    static func isPunctuation(_ cell: UnsafeRawBufferPointer) -> Bool {
        var hasMark = false
        for byte in cell where byte != 0x20 {
            guard byte > 0x20, byte < 0x7F, !PersonalPattern.isWord(byte) else { return false }
            hasMark = true
        }
        return hasMark
    }

    /// As `String.isDamaged`, which only cells with bytes beyond printable ASCII can be.
    static func isDamaged(_ cell: UnsafeRawBufferPointer) -> Bool {
        let isPlain = cell.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        return !isPlain && String(decoding: cell, as: UTF8.self).isDamaged
    }

    /// - Parameter cell: valid UTF-8.
    static func scalars(_ cell: UnsafeRawBufferPointer) -> Int { cell.count { $0 & 0xC0 != 0x80 } }
}
