internal import TableIO

/// Columns that say the same.
enum EqualColumns {
    /// Pairs with the same values in every row, and pairs whose values stand for each other one to one, as `alive` with
    /// yes and no for `survived` with 1 and 0.
    ///
    /// - Complexity: O(*n*) a column; columns are compared only where their hashes are equal.
    static func pairs(_ table: Table) -> (identical: [(String, String)], recoded: [(String, String)]) {
        var cells: [(name: String, codes: [Int32], text: UTF8Column, numbers: [Double]?, distinct: Int)] = []
        for column in table.columns {
            let codes = ValueCodes([column])
            guard codes.count > 0 else { continue }
            cells.append((column.name, codes.codes[0], column.asText(), column.asNumbers(), codes.count))
        }
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
                    } else if one.distinct > 1, one.distinct * 2 <= table.rowCount {
                        recoded.append((one.name, other.name))
                    }
                }
            }
        }
        return (identical, recoded)
    }
}
