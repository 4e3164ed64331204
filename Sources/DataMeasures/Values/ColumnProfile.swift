internal import TableIO

/// What a column holds.
struct ColumnProfile: Sendable {
    enum Kind: String, Sendable {
        case integer, number, boolean, date, category, text, binary
        /// Nothing but missing cells.
        case empty
    }

    /// Distinct values up to which text counts as a category, whatever the number of rows.
    private static let fewValues = 50
    private static let topLimit = 10

    let name: String
    let kind: Kind
    /// Nulls, not-a-numbers, and among numbers also cells such as `NA`.
    let missing: Int
    let distinct: Int
    let top: [(value: ReportValue, count: Int)]
    /// Of numbers; values for min and max as the column has them.
    let distribution: Distribution?
    private let limits: (min: ReportValue, max: ReportValue)

    /// All present values are one.
    var isConstant: Bool { distinct == 1 }

    /// A column of numbers; nil for any other.
    init?(numbersOf column: Column) {
        guard let numbers = Numbers(column) else { return nil }
        name = column.name
        kind = numbers.areIntegers ? .integer : .number
        missing = column.count - numbers.count
        distribution = Distribution(count: numbers.count) { numbers[$0] }
        limits = (numbers.reported(numbers.sortedKeys[0]), numbers.reported(numbers.sortedKeys[numbers.count - 1]))
        (distinct, top) = Self.runs(numbers)
    }

    /// A column of anything but numbers.
    ///
    /// - Parameters:
    ///   - codes: of its values, and maybe of those of other tables.
    ///   - table: which of the tables of `codes` it is in.
    init(_ column: Column, _ codes: ValueCodes, table: Int) {
        name = column.name
        let counts = codes.counts(table: table)
        missing = column.count - counts.reduce(0, +)
        let own = (0..<Int32(codes.count)).filter { counts[Int($0)] > 0 }
        distinct = own.count
        distribution = nil
        let kind = Self.kind(column, codes, own, present: column.count - missing)
        self.kind = kind
        let most =
            kind == .binary ? [] : codes.most(counts, limit: Self.topLimit, atLeast: own.count > Self.topLimit ? 2 : 1)
        top = Self.worthShowing(
            most.map { (.text(Excerpt.of(codes.value($0))), counts[Int($0)]) }, distinct: own.count)
        limits = kind == .date ? Self.limits(own, codes) : (.null, .null)
    }

    /// The column by itself.
    init(_ column: Column) {
        self = ColumnProfile(numbersOf: column) ?? ColumnProfile(column, ValueCodes([column]), table: 0)
    }

    /// The first and the last value by their bytes.
    private static func limits(_ values: [Int32], _ codes: ValueCodes) -> (min: ReportValue, max: ReportValue) {
        func precedes(_ a: Int32, _ b: Int32) -> Bool {
            codes.withValue(a) { a in codes.withValue(b) { a.lexicographicallyPrecedes($0) } }
        }
        var (first, last) = (values[0], values[0])
        for code in values {
            if precedes(code, first) { first = code }
            if precedes(last, code) { last = code }
        }
        return (.text(codes.value(first)), .text(codes.value(last)))
    }

    private static func kind(_ column: Column, _ codes: ValueCodes, _ own: [Int32], present: Int) -> Kind {
        guard present > 0 else { return .empty }
        switch column.storage {
        case .bool: return .boolean
        case .binary: return .binary
        case .int64, .float64: return .number
        case .utf8(let text):
            let few = own.count <= fewValues || own.count * 20 <= present
            let values = own.count <= fewValues ? own.map { codes.value($0) } : []
            if !values.isEmpty, values.allSatisfy({ ["true", "false"].contains($0.lowercased()) }) { return .boolean }
            if areDates(text, column) { return .date }
            return few && text.bytes.count <= present * 64 && own.count < present ? .category : .text
        }
    }

    /// Whether every cell starts with a calendar date, `2024-05-31`.
    private static func areDates(_ text: UTF8Column, _ column: Column) -> Bool {
        text.withCells { cells in
            for row in 0..<text.count where !column.isNull(row) {
                let cell = cells[row]
                guard cell.count >= 10, cell.count <= 40 else { return false }
                for offset in 0..<10 {
                    let byte = cell[offset]
                    guard offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : byte &- 0x30 < 10 else {
                        return false
                    }
                }
                if cell.count > 10 {
                    let next = cell[10]
                    guard next == UInt8(ascii: "T") || next == UInt8(ascii: " ") else { return false }
                }
            }
            return true
        }
    }

    /// Distinct values and the most common ones of sorted numbers.
    private static func runs(_ numbers: Numbers) -> (distinct: Int, top: [(value: ReportValue, count: Int)]) {
        var distinct = 0
        var top: [(key: UInt64, count: Int)] = []
        var start = 0
        let keys = numbers.sortedKeys
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            distinct += 1
            let count = end - start
            if top.count < topLimit || count > top[top.count - 1].count {
                let place = top.firstIndex { $0.count < count } ?? top.count
                top.insert((keys[start], count), at: place)
                if top.count > topLimit { top.removeLast() }
            }
            start = end
        }
        return (distinct, worthShowing(top.map { (numbers.reported($0.key), $0.count) }, distinct: distinct))
    }

    /// Of many values, only those that occur more than once.
    private static func worthShowing(
        _ top: [(value: ReportValue, count: Int)], distinct: Int
    ) -> [(value: ReportValue, count: Int)] {
        distinct <= topLimit ? top : top.filter { $0.count > 1 }
    }

    var reported: ReportValue {
        [
            "name": .text(name), "type": .text(kind.rawValue), "missing": .integer(missing),
            "distinct": .integer(distinct), "constant": .bool(isConstant),
            "min": limits.min, "max": limits.max, "mean": ReportValue(distribution?.mean),
            "std": ReportValue(distribution?.std), "quantiles": distribution?.reportedQuantiles ?? .object([]),
            "top": .list(top.map { ["value": $0.value, "count": .integer($0.count)] }),
        ]
    }
}
