internal import Glibc
internal import TableIO

/// A column's cells in a form in which equal cells have equal bits.
struct ComparedColumn: Sendable {
    enum Cells: Sendable {
        case bytes(UTF8Column)
        case integers([Int64])
        case reals([Double])
        case words([UInt64])
    }

    let cells: Cells
    /// As in `Column`.
    let validity: [Bool]

    /// The cells of one column in several tables, comparable across them: numbers as numbers where all tables have
    /// numbers, else all as text.
    static func unified(_ columns: [Column]) -> [ComparedColumn] {
        let kinds = Set(columns.map { Kind($0.storage) })
        let common: Kind = kinds.count == 1 ? kinds.first! : kinds == [.integer, .real] ? .real : .text
        return columns.map { ComparedColumn($0, as: common) }
    }

    /// The cells of a text column in several tables, whose values are coded.
    static func coded(_ codes: ValueCodes, _ columns: [Column], normalised: Bool) -> [ComparedColumn] {
        var keys = (0..<UInt64(codes.count)).map { $0 }
        if normalised {
            var texts = UTF8Column()
            for code in 0..<Int32(codes.count) {
                codes.withValue(code) { cell in
                    var bytes: [UInt8] = []
                    TextNormaliser.append(cell, to: &bytes)
                    texts.append(bytes)
                }
            }
            keys = ValueCodes([Column(name: "", storage: .utf8(texts))]).codes[0].map { UInt64($0) }
        }
        return zip(codes.codes, columns).map { codes, column in
            ComparedColumn(cells: .words(codes.map { $0 < 0 ? 0 : keys[Int($0)] }), validity: column.validity)
        }
    }

    /// The same cells, normalised if they are text.
    func normalised(threads: Int) -> ComparedColumn {
        guard case .bytes(let column) = cells else { return self }
        return ComparedColumn(cells: .bytes(TextNormaliser.normalised(column, threads: threads)), validity: validity)
    }

    private enum Kind {
        case text, integer, real, boolean

        init(_ storage: Column.Storage) {
            switch storage {
            case .utf8, .binary: self = .text
            case .int64: self = .integer
            case .float64: self = .real
            case .bool: self = .boolean
            }
        }
    }

    /// Cells without nulls.
    init(words: [UInt64]) { self.init(cells: .words(words), validity: []) }

    private init(cells: Cells, validity: [Bool]) {
        self.cells = cells
        self.validity = validity
    }

    private init(_ column: Column, as kind: Kind) {
        switch (column.storage, kind) {
        case (.utf8(let text), _), (.binary(let text), _): cells = .bytes(text)
        case (_, .text): cells = .bytes(column.asText())
        case (.int64(let values), .real): cells = .reals(values.map { Double($0) })
        case (.int64(let values), _): cells = .integers(values)
        case (.float64(let values), _): cells = .reals(values)
        case (.bool(let values), _): cells = .words(values.map { $0 ? 1 : 0 })
        }
        validity = column.validity
    }

    /// One pattern for both zeros and one for every not-a-number.
    @inline(__always)
    private static func bits(_ value: Double) -> UInt64 {
        value.isNaN ? Double.nan.bitPattern : value == 0 ? 0 : value.bitPattern
    }
}

extension ComparedColumn {
    private static let nullWord: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// Folds each cell into its row's hash.
    func fold(into hashes: inout [UInt64]) {
        switch cells {
        case .words(let words): fold(into: &hashes) { words[$0] }
        case .integers(let numbers): fold(into: &hashes) { UInt64(bitPattern: numbers[$0]) }
        case .reals(let numbers): fold(into: &hashes) { Self.bits(numbers[$0]) }
        case .bytes(let column):
            column.bytes.withUnsafeBytes { bytes in
                column.offsets.withUnsafeBufferPointer { offsets in
                    for row in hashes.indices {
                        if !validity.isEmpty && !validity[row] {
                            hashes[row] = ByteHash.hash(word: Self.nullWord, seed: hashes[row])
                        } else {
                            let cell = UnsafeRawBufferPointer(rebasing: bytes[offsets[row]..<offsets[row + 1]])
                            hashes[row] = ByteHash.hash(cell, seed: hashes[row])
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func fold(into hashes: inout [UInt64], word: (Int) -> UInt64) {
        for row in hashes.indices {
            let isNull = !validity.isEmpty && !validity[row]
            hashes[row] = ByteHash.hash(word: isNull ? Self.nullWord : word(row), seed: hashes[row])
        }
    }

    /// Whether a cell here equals one of `other`, which is of the same unified column.
    func equals(_ row: Int, in other: ComparedColumn, _ otherRow: Int) -> Bool {
        let isNull = !validity.isEmpty && !validity[row]
        let otherIsNull = !other.validity.isEmpty && !other.validity[otherRow]
        if isNull || otherIsNull { return isNull && otherIsNull }
        switch (cells, other.cells) {
        case (.words(let words), .words(let others)): return words[row] == others[otherRow]
        case (.integers(let numbers), .integers(let others)): return numbers[row] == others[otherRow]
        case (.reals(let numbers), .reals(let others)):
            return Self.bits(numbers[row]) == Self.bits(others[otherRow])
        case (.bytes(let column), .bytes(let others)):
            let range = column.range(row)
            let otherRange = others.range(otherRow)
            guard range.count == otherRange.count else { return false }
            return column.bytes.withUnsafeBytes { bytes in
                others.bytes.withUnsafeBytes { otherBytes in
                    range.isEmpty
                        || memcmp(
                            bytes.baseAddress! + range.lowerBound, otherBytes.baseAddress! + otherRange.lowerBound,
                            range.count) == 0
                }
            }
        default: return false
        }
    }
}
