internal import TableIO

/// A code for each different value of a column, the same across several tables.
///
/// Cells are equal where their texts are; numbers of one type are compared without being spelled.
struct ValueCodes: Sendable {
    /// The code of each row, by table; -1 where the cell is null.
    let codes: [[Int32]]
    private let columns: [Column]
    /// Where each value stands.
    private let places: [Place]

    struct Place: Sendable {
        let table: Int32
        let row: Int32
    }

    var count: Int { places.count }

    /// - Complexity: O(*n*) expected in the bytes of the cells.
    init(_ columns: [Column]) {
        var index = ValueIndex()
        if let words = CellWords.common(columns) {
            codes = index.codes(of: columns, words: words)
            self.columns = columns
        } else {
            let spelled = columns.map { column in
                Column(name: column.name, storage: .utf8(column.asText()), validity: column.validity)
            }
            codes = index.codes(ofTexts: spelled)
            self.columns = spelled
        }
        places = index.places
    }

    private init(codes: [[Int32]], columns: [Column], places: [Place]) {
        self.codes = codes
        self.columns = columns
        self.places = places
    }

    func value(_ code: Int32) -> String {
        let place = places[Int(code)]
        return columns[Int(place.table)].text(Int(place.row)) ?? ""
    }

    /// Calls `body` with the bytes of a value.
    func withValue<Result>(_ code: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let place = places[Int(code)]
        guard case .utf8(let text) = columns[Int(place.table)].storage else {
            return Array(value(code).utf8).withUnsafeBytes(body)
        }
        return text.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[text.range(Int(place.row))])) }
    }

    /// Rows of a table with each value.
    func counts(table: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        counts.withUnsafeMutableBufferPointer { counts in
            for code in codes[table] where code >= 0 { counts[Int(code)] += 1 }
        }
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

    /// The same values, with the codes of some rows of one table alone, in the order named.
    func taking(_ rows: [Int], of table: Int) -> ValueCodes {
        ValueCodes(codes: [rows.map { codes[table][$0] }], columns: columns, places: places)
    }

    /// Of one table alone, with codes for the values that it has.
    func only(_ table: Int) -> ValueCodes {
        guard codes.count > 1 else { return self }
        var renumbered = [Int32](repeating: -1, count: count)
        var kept: [Place] = []
        let own = codes[table].map { code -> Int32 in
            guard code >= 0 else { return -1 }
            if renumbered[Int(code)] < 0 {
                renumbered[Int(code)] = Int32(kept.count)
                kept.append(places[Int(code)])
            }
            return renumbered[Int(code)]
        }
        return ValueCodes(codes: [own], columns: columns, places: kept)
    }

    /// The same with codes that rise with the values' bytes, so that they do not depend on the order of the rows.
    func ordered() -> ValueCodes {
        let order = rising()
        var renumbered = [Int32](repeating: 0, count: count)
        for (new, old) in order.enumerated() { renumbered[Int(old)] = Int32(new) }
        return ValueCodes(
            codes: codes.map { $0.map { $0 < 0 ? -1 : renumbered[Int($0)] } }, columns: columns,
            places: order.map { places[Int($0)] })
    }

    /// All codes by their values' bytes. Values are compared by their first sixteen bytes as one number, then in full.
    private func rising() -> [Int32] {
        var order = (0..<Int32(count)).map { code in
            withValue(code) { bytes in
                var prefix: UInt128 = 0
                for byte in bytes.prefix(16) { prefix = prefix << 8 | UInt128(byte) }
                return (prefix: prefix << UInt128(8 * (16 - min(bytes.count, 16))), code: code)
            }
        }
        order.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return withValue(left.code) { a in withValue(right.code) { b in a.lexicographicallyPrecedes(b) } }
        }
        return order.map(\.code)
    }
}
