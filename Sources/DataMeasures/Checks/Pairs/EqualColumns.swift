internal import TableIO

/// Columns that say the same.
enum EqualColumns {
    /// Pairs with the same values in every row, and pairs whose values stand for each other one to one, as `alive` with
    /// yes and no for `survived` with 1 and 0.
    ///
    /// - Complexity: O(*n*) a column; only columns of equal hashes are compared.
    static func pairs(
        _ data: MeasuredData, _ split: Int
    ) -> (identical: [(String, String)], recoded: [(String, String)]) {
        let table = data.splits[split].table
        // Values of which more than half of the rows have one each stand for nothing: such columns can only be equal.
        let isVaried = data.profiles[split].map { $0.distinct > 2 && $0.distinct * 2 > table.rowCount }
        let partitioned = table.columns.indices.filter { !isVaried[$0] && data.has(table.columns[$0].name) }
        let codes = Dictionary(
            uniqueKeysWithValues: zip(partitioned, data.valueCodes(partitioned.map { table.columns[$0].name })))
        let hashes = parallelMap(table.columns.count, threads: data.settings.threads) { place -> UInt64? in
            let column = table.columns[place]
            if isVaried[place] { return contentHash(column) }
            let own = codes[place]?.only(split) ?? ValueCodes([column])
            return own.count > 0 ? own.codes[0].withUnsafeBytes { ByteHash.hash($0, seed: 0) } : nil
        }
        var alike: [UInt64: [Int]] = [:]
        for (place, hash) in hashes.enumerated() { if let hash { alike[hash, default: []].append(place) } }
        let places = alike.values.filter { $0.count > 1 }.joined().sorted()
        return pairs(places.map { Member(table.columns[$0]) }, rows: table.rowCount)
    }

    /// Of the cells in their order, numbers by their values; nil where there is nothing but nulls.
    private static func contentHash(_ column: Column) -> UInt64? {
        if let numbers = column.asNumbers() {
            return numbers.map { $0.isNaN ? .nan : $0 == 0 ? 0 : $0 }.withUnsafeBytes { ByteHash.hash($0, seed: 1) }
        }
        var hashes = [UInt64](repeating: 0, count: column.count)
        ComparedColumn.unified([column])[0].fold(into: &hashes)
        return hashes.withUnsafeBytes { ByteHash.hash($0, seed: 2) }
    }

    /// A column that another may say the same as.
    private struct Member {
        let name: String
        /// The partition of the rows by equal values.
        let codes: [Int32]
        let distinct: Int
        let text: UTF8Column
        let numbers: [Double]?
        /// nil where one cell is no whole number; doubles have no more than 53 bits of one.
        let wholeNumbers: [Int64]?

        init(_ column: Column) {
            let values = ValueCodes([column])
            (name, codes, distinct) = (column.name, values.codes[0], values.count)
            (text, numbers, wholeNumbers) = (column.asText(), column.asNumbers(), column.wholeNumbers)
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
                        if let x = one.wholeNumbers, let y = other.wholeNumbers {
                            x == y && zip(one.numbers!, other.numbers!).allSatisfy { $0.isNaN == $1.isNaN }
                        } else if let x = one.numbers, let y = other.numbers {
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
