internal import TableIO

/// The values met so far, each with its code: a hash table with open addressing.
struct ValueIndex {
    private(set) var places: [ValueCodes.Place] = []
    /// A value's code above the lower half of its hash; `free` where there is none.
    private var slots = [UInt64](repeating: free, count: 256)
    private static let free = UInt64.max

    /// Codes of the rows of tables whose cells are words.
    mutating func codes(of columns: [Column], words: [CellWords]) -> [[Int32]] {
        var known: [UInt64] = []
        return columns.indices.map { table in
            switch words[table] {
            case .int64(let values): codes(columns[table], table, &known) { UInt64(bitPattern: values[$0]) }
            case .float64(let values): codes(columns[table], table, &known) { CellWords.word(values[$0]) }
            case .bool(let values): codes(columns[table], table, &known) { values[$0] ? 1 : 0 }
            }
        }
    }

    /// - Parameter known: the word of each code.
    @inline(__always)
    private mutating func codes(
        _ column: Column, _ table: Int, _ known: inout [UInt64], word: (Int) -> UInt64
    ) -> [Int32] {
        var codes = [Int32](repeating: -1, count: column.count)
        for row in 0..<column.count where !column.isNull(row) {
            let word = word(row)
            let code = code(ByteHash.hash(word: word, seed: 0), table, row) { code, _ in known[code] == word }
            if code == known.count { known.append(word) }
            codes[row] = code
        }
        return codes
    }

    /// Codes of the rows of tables whose cells are texts.
    mutating func codes(ofTexts columns: [Column]) -> [[Int32]] {
        let texts = columns.map { $0.asText() }
        return UTF8Column.withCells(texts) { cells in
            var known: [CellEnds] = []
            return columns.indices.map { table in
                var codes = [Int32](repeating: -1, count: columns[table].count)
                for row in codes.indices where !columns[table].isNull(row) {
                    let cell = cells[table][row]
                    let ends = CellEnds(cell)
                    let code = code(ByteHash.hash(cell, seed: 0), table, row) { code, place in
                        known[code] == ends
                            && (ends.isWhole || cells[Int(place.table)][Int(place.row)].hasBytes(of: cell))
                    }
                    if code == known.count { known.append(ends) }
                    codes[row] = code
                }
                return codes
            }
        }
    }

    /// The code of a value; a new one where it was not met before.
    ///
    /// - Parameter isEqual: whether the value of a code is it, by the code and where it was first met.
    @inline(__always)
    private mutating func code(
        _ hash: UInt64, _ table: Int, _ row: Int, isEqual: (Int, ValueCodes.Place) -> Bool
    ) -> Int32 {
        let mask = slots.count - 1
        let part = UInt32(truncatingIfNeeded: hash)
        var slot = Int(part) & mask
        while slots[slot] != Self.free {
            let code = Int(slots[slot] >> 32)
            if UInt32(truncatingIfNeeded: slots[slot]) == part, isEqual(code, places[code]) { return Int32(code) }
            slot = (slot + 1) & mask
        }
        let code = Int32(places.count)
        slots[slot] = UInt64(code) << 32 | UInt64(part)
        places.append(ValueCodes.Place(table: Int32(table), row: Int32(row)))
        if places.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 4 - 1
        var grown = [UInt64](repeating: Self.free, count: mask + 1)
        for entry in slots where entry != Self.free {
            var slot = Int(UInt32(truncatingIfNeeded: entry)) & mask
            while grown[slot] != Self.free { slot = (slot + 1) & mask }
            grown[slot] = entry
        }
        slots = grown
    }
}

/// A cell's length and its first and last eight bytes, which are all there is of a short one: what tells most cells apart
/// without a look at where they stand.
private struct CellEnds: Equatable {
    private let first: UInt64
    private let last: UInt64
    private let count: Int

    /// Whether there is nothing between the ends.
    var isWhole: Bool { count <= 16 }

    @inline(__always)
    init(_ cell: UnsafeRawBufferPointer) {
        count = cell.count
        if count >= 8 {
            first = cell.loadUnaligned(as: UInt64.self)
            last = cell.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(cell.loadUnaligned(as: UInt32.self))
            last = UInt64(cell.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else {
            first = cell.reduce(0) { $0 << 8 | UInt64($1) }
            last = 0
        }
    }
}
