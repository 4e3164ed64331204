internal import TableIO

extension Column {
    /// A cell as text; nil where it is null. Whole numbers have no point, also in a column of fractions.
    func cell(_ row: Int) -> String? {
        guard !isNull(row) else { return nil }
        switch storage {
        case .utf8(let cells), .binary(let cells): return cells.string(row)
        case .int64(let values): return String(values[row])
        case .float64(let values): return Int64(exactly: values[row]).map { String($0) } ?? String(values[row])
        case .bool(let values): return values[row] ? "true" : "false"
        }
    }
}
