internal import TableIO

/// A code for each different value of a column, the same across several tables.
struct ValueCodes: Sendable {
    /// The code of each row, by table; -1 where the cell is null.
    let codes: [[Int32]]
    private let texts: [UTF8Column]
    /// Where each value stands.
    private let places: [(table: Int32, row: Int32)]

    var count: Int { places.count }

    /// - Complexity: O(*n*) expected in the bytes of the cells.
    init(_ columns: [Column]) {
        let texts = columns.map { $0.asText() }
        var capacity = 64
        var slots = [Int32](repeating: -1, count: capacity)
        var hashes: [UInt64] = []
        var places: [(table: Int32, row: Int32)] = []
        var codes = columns.map { [Int32](repeating: -1, count: $0.count) }
        for table in columns.indices {
            texts[table].bytes.withUnsafeBytes { bytes in
                for row in 0..<columns[table].count where !columns[table].isNull(row) {
                    let cell = UnsafeRawBufferPointer(rebasing: bytes[texts[table].range(row)])
                    let hash = ByteHash.hash(cell, seed: 0)
                    var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
                    while true {
                        let code = slots[slot]
                        if code < 0 {
                            codes[table][row] = Int32(hashes.count)
                            slots[slot] = Int32(hashes.count)
                            hashes.append(hash)
                            places.append((Int32(table), Int32(row)))
                            break
                        }
                        if hashes[Int(code)] == hash {
                            let place = places[Int(code)]
                            if texts[Int(place.table)].equals(Int(place.row), cell) {
                                codes[table][row] = code
                                break
                            }
                        }
                        slot = (slot + 1) & (capacity - 1)
                    }
                    if hashes.count * 2 > capacity {
                        capacity *= 2
                        slots = Self.slots(of: hashes, capacity: capacity)
                    }
                }
            }
        }
        self.codes = codes
        self.texts = texts
        self.places = places
    }

    private init(codes: [[Int32]], texts: [UTF8Column], places: [(table: Int32, row: Int32)]) {
        self.codes = codes
        self.texts = texts
        self.places = places
    }

    private static func slots(of hashes: [UInt64], capacity: Int) -> [Int32] {
        var slots = [Int32](repeating: -1, count: capacity)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int32(code)
        }
        return slots
    }

    func value(_ code: Int32) -> String {
        let place = places[Int(code)]
        return texts[Int(place.table)].string(Int(place.row))
    }

    /// Rows of a table with each value.
    func counts(table: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        for code in codes[table] where code >= 0 { counts[Int(code)] += 1 }
        return counts
    }

    /// The codes with the highest of `counts`, equal ones by their values.
    ///
    /// - Parameter least: codes with lower counts are left out.
    func most(_ counts: [Int], limit: Int, atLeast least: Int = 1) -> [Int32] {
        var list = TopList(limit: limit, atLeast: least)
        for code in 0..<Int32(count) { list.offer(code, count: counts[Int(code)], value) }
        return list.entries.map(\.code)
    }

    /// The same with codes that rise with the values' bytes, so that they do not depend on the order of the rows.
    func ordered() -> ValueCodes {
        let order = rising()
        var renumbered = [Int32](repeating: 0, count: count)
        for (new, old) in order.enumerated() { renumbered[Int(old.code)] = Int32(new) }
        return ValueCodes(
            codes: codes.map { $0.map { $0 < 0 ? -1 : renumbered[Int($0)] } }, texts: texts,
            places: order.map { places[Int($0.code)] })
    }

    /// All codes by their values' bytes. Values are compared by their first eight bytes as one number, then in full.
    private func rising() -> [(prefix: UInt64, code: Int32)] {
        var order = (0..<Int32(count)).map { code in
            let place = places[Int(code)]
            let text = texts[Int(place.table)]
            var prefix: UInt64 = 0
            let range = text.range(Int(place.row))
            for byte in text.bytes[range.prefix(8)] { prefix = prefix << 8 | UInt64(byte) }
            return (prefix: prefix << (8 * UInt64(8 - min(range.count, 8))), code: code)
        }
        order.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            let (a, b) = (places[Int(left.code)], places[Int(right.code)])
            let (first, second) = (texts[Int(a.table)], texts[Int(b.table)])
            return first.bytes[first.range(Int(a.row))].lexicographicallyPrecedes(
                second.bytes[second.range(Int(b.row))])
        }
        return order
    }
}

extension UTF8Column {
    func equals(_ row: Int, _ other: UnsafeRawBufferPointer) -> Bool {
        let range = range(row)
        guard range.count == other.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            for index in 0..<range.count where bytes[range.lowerBound + index] != other[index] { return false }
            return true
        }
    }
}
