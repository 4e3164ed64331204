internal import TableIO

/// The ranks of numbers, from 1; equal ones share the mean of their ranks.
struct Ranks {
    let ranks: [Double]
    /// Sum of t³ - t over the sets of equal numbers.
    let ties: Double

    /// - Parameter values: none is not-a-number.
    /// - Complexity: O(*n*).
    init(_ values: [Double]) {
        let order = RadixSort.order(values.map(SortKey.of))
        var ranks = [Double](repeating: 0, count: values.count)
        var ties = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
            for index in order[start..<end] { ranks[Int(index)] = Double(start + end + 1) / 2 }
            let size = Double(end - start)
            ties += size * size * size - size
            start = end
        }
        self.ranks = ranks
        self.ties = ties
    }
}

extension Column {
    /// The cells as numbers, not-a-number where they are missing; nil where one is anything else.
    func asNumbers() -> [Double]? {
        switch storage {
        case .int64(let values): return values.indices.map { isNull($0) ? .nan : Double(values[$0]) }
        case .float64(let values): return values.indices.map { isNull($0) ? .nan : values[$0] }
        case .bool(let values): return values.indices.map { isNull($0) ? .nan : values[$0] ? 1 : 0 }
        case .binary: return nil
        case .utf8(let text):
            var numbers: [Double] = []
            numbers.reserveCapacity(count)
            let areNumbers = text.bytes.withUnsafeBytes { bytes in
                for row in 0..<count {
                    guard !isNull(row) else {
                        numbers.append(.nan)
                        continue
                    }
                    switch NumberText.parse(UnsafeRawBufferPointer(rebasing: bytes[text.range(row)])) {
                    case .integer(let value): numbers.append(Double(value))
                    case .real(let value): numbers.append(value)
                    case .missing: numbers.append(.nan)
                    case .other: return false
                    }
                }
                return true
            }
            return areNumbers ? numbers : nil
        }
    }

    /// The numbers of some rows, in the order named; all of them for nil. Whether there are only numbers goes by all rows.
    func asNumbers(_ rows: [Int]?) -> [Double]? {
        guard let rows else { return asNumbers() }
        switch storage {
        case .int64(let values): return rows.map { isNull($0) ? .nan : Double(values[$0]) }
        case .float64(let values): return rows.map { isNull($0) ? .nan : values[$0] }
        case .bool(let values): return rows.map { isNull($0) ? .nan : values[$0] ? 1 : 0 }
        case .binary: return nil
        case .utf8: return asNumbers().map { numbers in rows.map { numbers[$0] } }
        }
    }

    /// Text that does not read as numbers.
    var isText: Bool {
        guard case .utf8 = storage else { return false }
        return asNumbers() == nil
    }
}
