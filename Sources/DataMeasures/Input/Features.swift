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
    ///
    /// - Parameters:
    ///   - rows: those of the only column that are taken, in this order; nil for all. What the column is goes by all of
    ///     them.
    ///   - codes: of its values, called where it holds no numbers.
    init?(_ columns: [Column], rows: [Int]? = nil, codes: () -> ValueCodes) {
        name = columns[0].name
        let isFlag = columns.contains { column in
            guard case .bool = column.storage else { return false }
            return true
        }
        let numbers = isFlag ? [] : columns.compactMap { $0.asNumbers(rows) }
        if !isFlag, numbers.count == columns.count {
            cells = .numbers(numbers.map { $0.map { $0.isFinite ? $0 : .nan } })
            return
        }
        let isBinary = columns.contains { column in
            guard case .binary = column.storage else { return false }
            return true
        }
        guard !isBinary else { return nil }
        let count = columns.reduce(0) { $0 + $1.count }
        let codes = codes()
        guard Double(codes.count) <= max(Double(Self.fewValues), Self.mostDistinct * Double(count)) else { return nil }
        let ordered = codes.ordered()
        cells = .categories(rows.map { ordered.taking($0, of: 0) } ?? ordered)
    }

    init?(_ columns: [Column]) {
        self.init(columns) { ValueCodes(columns) }
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
        let names = featureNames(tables, label: label)
        return parallelMap(names.count, threads: settings.threads) { index in
            Feature(tables.map { $0[names[index]]! })
        }.compactMap { $0 }
    }

    /// The same of some rows of one split, in the order named.
    func features(_ split: Int, rows: [Int], label: Bool) -> [Feature] {
        let table = splits[split].table
        let names = featureNames([table], label: label)
        let coded = names.filter { name in
            guard has(name), let column = table[name] else { return false }
            return column.isText || column.isFlag
        }
        let codes = Dictionary(uniqueKeysWithValues: zip(coded, valueCodes(coded)))
        return parallelMap(names.count, threads: settings.threads) { index in
            let column = table[names[index]]!
            return Feature([column], rows: rows) { codes[names[index]]?.only(split) ?? ValueCodes([column]) }
        }.compactMap { $0 }
    }

    private func featureNames(_ tables: [Table], label: Bool) -> [String] {
        let left = Set(([roles.id, roles.text, roles.time, roles.split] + roles.groups).compactMap { $0?.column })
            .union(input.bookkeeping).union(label ? [] : [roles.label?.column].compactMap { $0 })
        return tables[0].columns.map(\.name).filter { name in
            !left.contains(name) && !roles.isProbability(name) && tables.allSatisfy { $0[name] != nil }
        }
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
    static func of(_ hashes: [UInt64]) -> [Int] { places(hashes).map { Int($0) } }

    /// - Parameter isCopy: called with each place whose hash stands at an earlier one too.
    /// - Complexity: O(*n*).
    static func places(_ hashes: [UInt64], isCopy: (Int) -> Void = { _ in }) -> [Int32] {
        var keys = [UInt64](repeating: 0, count: hashes.count)
        var ordinal: UInt64 = 0
        var last: UInt64?
        for place in RadixSort.order(hashes) {
            let hash = hashes[Int(place)]
            ordinal = hash == last ? ordinal + 1 : 0
            last = hash
            if ordinal > 0 { isCopy(Int(place)) }
            keys[Int(place)] = ByteHash.hash(word: hash, seed: ordinal)
        }
        return RadixSort.order(keys)
    }
}
