internal import TableIO

/// The values met so far, each with its code: a hash table with open addressing.
struct ValueIndex {
    private(set) var places: [ValueCodes.Place] = []
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 256)

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
            columns.indices.map { table in
                var codes = [Int32](repeating: -1, count: columns[table].count)
                for row in codes.indices where !columns[table].isNull(row) {
                    let cell = cells[table][row]
                    codes[row] = code(ByteHash.hash(cell, seed: 0), table, row) { _, place in
                        cells[Int(place.table)][Int(place.row)].hasBytes(of: cell)
                    }
                }
                return codes
            }
        }
    }

    /// The code of a value; a new one where it was not met before.
    ///
    /// - Parameter isEqual: whether the value of a code with this hash is it, by the code and where it was first met.
    @inline(__always)
    private mutating func code(
        _ hash: UInt64, _ table: Int, _ row: Int, isEqual: (Int, ValueCodes.Place) -> Bool
    ) -> Int32 {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let code = Int(slots[slot])
            if hashes[code] == hash, isEqual(code, places[code]) { return Int32(code) }
            slot = (slot + 1) & mask
        }
        let code = Int32(places.count)
        slots[slot] = code
        hashes.append(hash)
        places.append(ValueCodes.Place(table: Int32(table), row: Int32(row)))
        if hashes.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 4 - 1
        slots = [Int32](repeating: -1, count: mask + 1)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(code)
        }
    }
}
