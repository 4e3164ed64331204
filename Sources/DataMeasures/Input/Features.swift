internal import TableIO

/// A column as statistics see it: numbers, or categories, of one or several tables.
struct Feature: Sendable {
    enum Cells: Sendable {
        /// By table; not-a-number where a cell is missing or not finite.
        case numbers([[Double]])
        /// Codes rise with the values' bytes; negative where a cell is missing.
        case categories(ValueCodes)
    }

    let name: String
    let cells: Cells

    /// Text with more values than this is no category, unless it is few of the rows.
    private static let fewValues = 20
    private static let mostDistinct = 0.05

    /// nil for free text, dates and binary columns.
    init?(_ columns: [Column]) {
        name = columns[0].name
        let isFlag = columns.contains { column in
            guard case .bool = column.storage else { return false }
            return true
        }
        let numbers = isFlag ? [] : columns.compactMap { $0.asNumbers() }
        if !isFlag, numbers.count == columns.count {
            cells = .numbers(numbers.map { $0.map { $0.isFinite ? $0 : .nan } })
            return
        }
        let isBinary = columns.contains { column in
            guard case .binary = column.storage else { return false }
            return true
        }
        guard !isBinary else { return nil }
        let rows = columns.reduce(0) { $0 + $1.count }
        let codes = ValueCodes(columns)
        guard Double(codes.count) <= max(Double(Self.fewValues), Self.mostDistinct * Double(rows)) else { return nil }
        cells = .categories(codes.ordered())
    }

    var isNumber: Bool {
        guard case .numbers = cells else { return false }
        return true
    }
}

extension MeasuredData {
    /// The columns that all of `tables` have and that say what a row is: neither text, identifiers, times, groups,
    /// splits nor bookkeeping.
    ///
    /// - Parameter label: whether the label is one of them.
    func features(_ tables: [Table], label: Bool) -> [Feature] {
        let left = Set(([roles.id, roles.text, roles.time, roles.split] + roles.groups).compactMap { $0?.column })
            .union(input.bookkeeping).union(label ? [] : [roles.label?.column].compactMap { $0 })
        let names = tables[0].columns.map(\.name).filter { name in
            !left.contains(name) && !roles.isProbability(name) && tables.allSatisfy { $0[name] != nil }
        }
        return parallelMap(names.count, threads: settings.threads) { index in
            Feature(tables.map { $0[names[index]]! })
        }.compactMap { $0 }
    }
}

/// Rows in an order that their place in the file does not change, so that sums over them come out the same.
enum CanonicalOrder {
    /// The rows of a table by a hash of their cells.
    ///
    /// - Complexity: O(*n*) in the bytes of the cells.
    static func hashes(_ tables: [Table]) -> [[UInt64]] {
        var hashes = tables.map { [UInt64](repeating: 0, count: $0.rowCount) }
        for name in tables[0].columns.map(\.name) {
            let columns = tables.compactMap { $0[name] }
            guard columns.count == tables.count else { continue }
            for (table, column) in ComparedColumn.unified(columns).enumerated() { column.fold(into: &hashes[table]) }
        }
        return hashes
    }

    /// The places of `hashes`, by their hash together with its ordinal among equal ones: of the first of them, each copy of
    /// a row is one as likely as any other row, so that a sample has as many copies as all rows have.
    static func of(_ hashes: [UInt64]) -> [Int] {
        let byHash = hashes.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
        var ordinal: UInt64 = 0
        let keyed = byHash.enumerated().map { place, index in
            ordinal = place > 0 && hashes[byHash[place - 1]] == hashes[index] ? ordinal + 1 : 0
            return (key: ByteHash.hash(word: hashes[index], seed: ordinal), index: index)
        }
        return keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.index)
    }
}
