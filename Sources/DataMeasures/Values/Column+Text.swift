internal import TableIO

extension Column {
    /// The cell as text; nil where it is null.
    func text(_ row: Int) -> String? {
        guard !isNull(row) else { return nil }
        switch storage {
        case .utf8(let column): return column.string(row)
        case .binary(let column): return "\(column.range(row).count) bytes"
        case .int64(let values): return "\(values[row])"
        case .float64(let values): return "\(values[row])"
        case .bool(let values): return values[row] ? "true" : "false"
        }
    }

    /// All cells as text; nulls are empty, and still marked by `validity`.
    func asText() -> UTF8Column {
        if case .utf8(let column) = storage { return column }
        if case .binary(let column) = storage { return column }
        return UTF8Column((0..<count).lazy.map { text($0) ?? "" })
    }

    /// Whether any cell is there.
    var hasCells: Bool { validity.isEmpty ? count > 0 : validity.contains(true) }

    /// The cells of some rows, in the order named.
    func rows(_ rows: [Int]) -> Column {
        let storage: Storage =
            switch storage {
            case .utf8(let column): .utf8(column.rows(rows))
            case .binary(let column): .binary(column.rows(rows))
            case .int64(let values): .int64(rows.map { values[$0] })
            case .float64(let values): .float64(rows.map { values[$0] })
            case .bool(let values): .bool(rows.map { values[$0] })
            }
        return Column(name: name, storage: storage, validity: validity.isEmpty ? [] : rows.map { validity[$0] })
    }
}

extension UTF8Column {
    func rows(_ rows: [Int]) -> UTF8Column {
        var column = UTF8Column()
        for row in rows { column.append(bytes[range(row)]) }
        return column
    }
}
