internal import TableIO

/// Columns that say the same.
enum EqualColumns {
    /// Pairs with the same values in every row, and pairs whose values stand for each other one to one, as `alive` with
    /// yes and no for `survived` with 1 and 0.
    ///
    /// - Complexity: O(*n*) a column, and the memory of those whose partitions have equal hashes; only these are compared.
    static func pairs(_ table: Table) -> (identical: [(String, String)], recoded: [(String, String)]) {
        var alike: [UInt64: [Int]] = [:]
        for (place, column) in table.columns.enumerated() {
            let codes = ValueCodes([column])
            guard codes.count > 0 else { continue }
            let hash = codes.codes[0].withUnsafeBytes { ByteHash.hash($0, seed: 0) }
            alike[hash, default: []].append(place)
        }
        let places = alike.values.filter { $0.count > 1 }.joined().sorted()
        return pairs(places.map { Member(table.columns[$0]) }, rows: table.rowCount)
    }

    /// A column that another may say the same as.
    private struct Member {
        let name: String
        /// The partition of the rows by equal values.
        let codes: [Int32]
        let distinct: Int
        let text: UTF8Column
        let numbers: [Double]?

        init(_ column: Column) {
            let values = ValueCodes([column])
            (name, codes, distinct) = (column.name, values.codes[0], values.count)
            (text, numbers) = (column.asText(), column.asNumbers())
        }
    }

    private static func pairs(
        _ cells: [Member], rows: Int
    ) -> (identical: [(String, String)], recoded: [(String, String)]) {
        var byPartition: [[Int32]: [Int]] = [:]
        for (index, entry) in cells.enumerated() { byPartition[entry.codes, default: []].append(index) }
        var (identical, recoded): ([(String, String)], [(String, String)]) = ([], [])
        for members in byPartition.values.sorted(by: { $0[0] < $1[0] }) where members.count > 1 {
            for (place, a) in members.enumerated() {
                for b in members[(place + 1)...] {
                    let (one, other) = (cells[a], cells[b])
                    let isEqual =
                        if let x = one.numbers, let y = other.numbers {
                            zip(x, y).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
                        } else {
                            one.text.bytes == other.text.bytes && one.text.offsets == other.text.offsets
                        }
                    if isEqual {
                        identical.append((one.name, other.name))
                    } else if one.distinct > 1, one.distinct * 2 <= rows {
                        recoded.append((one.name, other.name))
                    }
                }
            }
        }
        return (identical, recoded)
    }
}
