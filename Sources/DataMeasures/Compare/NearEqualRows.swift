internal import TableIO

/// Rows that are equal but for small differences between their numbers, as between the same row in single and in double
/// precision, or once written with fewer digits.
///
/// They are looked up in a grid over the numbers and verified number by number, so that none is missed.
struct NearEqualRows: Sendable {
    /// The largest part of a number that can be asked for.
    private static let most = 0.1
    /// Columns of the grid; the others only count when rows are compared.
    private static let mostColumns = 8
    /// Shifts by which rows are compared to see how many are near by chance, in tolerances.
    private static let shifts = (1...5).flatMap { [16.0 * Double($0), -16.0 * Double($0)] }

    let tolerance: Double
    /// Those that tell rows apart best first.
    private let numbers: [NearNumbers]
    /// By split, the group of each row by its other cells.
    private let others: [[Int32]]
    /// By split, rows that are equal in everything.
    private let equal: [[Int32]]
    private let rowTables: [RowTable]

    /// nil where no compared column has numbers that are not whole.
    init?(_ data: MeasuredData, tolerance: Double) {
        guard tolerance > 0, data.splits.count > 1 else { return nil }
        let tolerance = min(tolerance, Self.most)
        let names = data.input.comparedColumns
        let tables = data.splits.map(\.table)
        let found = parallelMap(names.count, threads: data.settings.threads) { place in
            NearNumbers(tables.map { $0[names[place]]! }, tolerance: tolerance)
        }
        let numbers = found.compactMap { $0 }.sorted { $0.variety > $1.variety }
        guard !numbers.isEmpty else { return nil }
        let isNormalised = data.variants.contains(.normalised)
        let exact = zip(names, found).filter { $1 == nil }.map(\.0)
        let others = data.rowGroups(by: exact, normalised: isNormalised).groupOfRow
        let equal = data.rowGroups(isNormalised ? .normalised : .raw)
        rowTables = parallelMap(data.splits.count, threads: data.settings.threads) { split in
            var isKnown = [Bool](repeating: false, count: equal.groupCount)
            let rows = others[split].indices.filter { row in
                let group = Int(equal.groupOfRow[split][row])
                defer { isKnown[group] = true }
                return !isKnown[group]
            }
            return RowTable(rows) { row in
                numbers.prefix(Self.mostColumns).reduce(Self.key(others[split][row])) { key, column in
                    Self.folded(column.cells(column.values[split][row]).own, key)
                }
            }
        }
        (self.tolerance, self.numbers, self.others) = (tolerance, numbers, others)
        self.equal = equal.groupOfRow
    }

    private static func key(_ group: Int32) -> UInt64 { UInt64(UInt32(bitPattern: group)) }

    private static func folded(_ cell: Int, _ key: UInt64) -> UInt64 {
        ByteHash.hash(word: UInt64(bitPattern: Int64(cell)), seed: key)
    }

    /// What of a split is in another one.
    struct Overlap: Sendable {
        /// Of the split, in order, and for each a row of the other one.
        var rows: [Int] = []
        var twins: [Int] = []
        /// Of `rows`, how many differ from one another.
        var distinct = 0
    }

    func overlap(_ from: Int, _ other: Int) -> Overlap {
        var overlap = Overlap()
        var known: [Int32: Int] = [:]
        var keys: [UInt64] = []
        for row in equal[from].indices {
            let twin = known[equal[from][row]] ?? twin(of: row, from, other, shift: 0, &keys)
            known[equal[from][row]] = twin
            guard twin >= 0 else { continue }
            overlap.rows.append(row)
            overlap.twins.append(twin)
        }
        overlap.distinct = known.values.count { $0 >= 0 }
        return overlap
    }

    /// How many rows are near others once their first number is shifted, on the average of several shifts.
    func byChance(_ from: Int, _ other: Int) -> Double {
        var keys: [UInt64] = []
        let found = Self.shifts.reduce(0) { sum, shift in
            sum + equal[from].indices.count { twin(of: $0, from, other, shift: shift, &keys) >= 0 }
        }
        return Double(found) / Double(Self.shifts.count)
    }

    /// A row of `other` that is near, the first with such a key; -1 where there is none.
    private func twin(of row: Int, _ from: Int, _ other: Int, shift: Double, _ keys: inout [UInt64]) -> Int {
        func value(_ column: Int) -> Double {
            let value = numbers[column].values[from][row]
            return column == 0 && shift != 0 ? numbers[0].shifted(value, by: shift) : value
        }
        let group = others[from][row]
        keys.removeAll(keepingCapacity: true)
        keys.append(Self.key(group))
        for column in numbers.indices.prefix(Self.mostColumns) {
            let cells = numbers[column].cells(value(column))
            let count = keys.count
            if let beyond = cells.beyond { for place in 0..<count { keys.append(Self.folded(beyond, keys[place])) } }
            for place in 0..<count { keys[place] = Self.folded(cells.own, keys[place]) }
        }
        for key in keys {
            let found = rowTables[other].first(key) { twin in
                others[other][twin] == group
                    && numbers.indices.allSatisfy { numbers[$0].areNear(value($0), numbers[$0].values[other][twin]) }
            }
            if let found { return found }
        }
        return -1
    }
}

/// Rows by keys: a hash table with chains.
private struct RowTable: Sendable {
    private var heads: [Int32]
    private var next: [Int32]
    private let keys: [UInt64]
    private let rows: [Int]

    init(_ rows: [Int], key: (Int) -> UInt64) {
        self.rows = rows
        keys = rows.map(key)
        var capacity = 16
        while capacity < keys.count { capacity *= 2 }
        heads = Array(repeating: -1, count: capacity)
        next = Array(repeating: -1, count: keys.count)
        for place in keys.indices.reversed() {
            let head = Int(truncatingIfNeeded: keys[place]) & (capacity - 1)
            next[place] = heads[head]
            heads[head] = Int32(place)
        }
    }

    /// The first row with a key that satisfies a condition.
    func first(_ key: UInt64, where isWanted: (Int) -> Bool) -> Int? {
        var place = Int(heads[Int(truncatingIfNeeded: key) & (heads.count - 1)])
        while place >= 0 {
            if keys[place] == key, isWanted(rows[place]) { return rows[place] }
            place = Int(next[place])
        }
        return nil
    }
}
