extension Table {
    /// The rows of several tables one after another; the columns stand in the order of their first appearance.
    ///
    /// A column that some of the tables lack is null in their rows. Cells of several types become text, whole numbers
    /// beside others numbers.
    package static func joined(_ tables: [Table]) -> Table {
        guard tables.count > 1 else { return tables.first ?? Table(columns: []) }
        var names: [String] = []
        var known: Set<String> = []
        for column in tables.flatMap(\.columns) where known.insert(column.name).inserted { names.append(column.name) }
        return Table(
            columns: names.map { name in
                Column.joined(tables.map { $0[name] ?? Column(nulls: $0.rowCount, name: name) })
            })
    }
}

extension Column {
    /// Nothing but nulls.
    package init(nulls count: Int, name: String) {
        self.init(
            name: name, storage: .utf8(UTF8Column(bytes: [], offsets: Array(repeating: 0, count: count + 1))),
            validity: Array(repeating: false, count: count))
    }

    /// The cells of several columns one after another; as text where they are of several types.
    ///
    /// - Precondition: there is a column.
    package static func joined(_ columns: [Column]) -> Column {
        let kept = columns.filter { $0.count > 0 }
        guard let first = kept.first ?? columns.first else { preconditionFailure("no columns") }
        let validity =
            kept.contains { !$0.validity.isEmpty }
            ? kept.flatMap { $0.validity.isEmpty ? Array(repeating: true, count: $0.count) : $0.validity } : []
        return Column(name: first.name, storage: joinedStorage(kept), validity: validity)
    }

    /// Columns without a cell that is not null have a say in the type only where all are so.
    private static func joinedStorage(_ columns: [Column]) -> Storage {
        let filled = columns.filter { $0.validity.isEmpty || $0.validity.contains(true) }
        let types = Set((filled.isEmpty ? columns : filled).map(\.storage.fieldType))
        switch types {
        case [.int64]: return .int64(columns.flatMap(\.integers))
        case [.float64], [.float64, .int64]: return .float64(columns.flatMap(\.reals))
        case [.bool]: return .bool(columns.flatMap(\.flags))
        case [.binary]: return .binary(.joined(columns.map(\.spelled)))
        default: return .utf8(.joined(columns.map(\.spelled)))
        }
    }

    private var integers: [Int64] {
        guard case .int64(let values) = storage else { return Array(repeating: 0, count: count) }
        return values
    }

    private var reals: [Double] {
        switch storage {
        case .float64(let values): values
        case .int64(let values): values.map(Double.init)
        default: Array(repeating: 0, count: count)
        }
    }

    private var flags: [Bool] {
        guard case .bool(let values) = storage else { return Array(repeating: false, count: count) }
        return values
    }

    /// All cells as text; nulls are empty.
    private var spelled: UTF8Column {
        switch storage {
        case .utf8(let column), .binary(let column): column
        case .int64(let values): UTF8Column(values.indices.lazy.map { isNull($0) ? "" : "\(values[$0])" })
        case .float64(let values): UTF8Column(values.indices.lazy.map { isNull($0) ? "" : "\(values[$0])" })
        case .bool(let values): UTF8Column(values.indices.lazy.map { isNull($0) ? "" : "\(values[$0])" })
        }
    }
}

extension UTF8Column {
    fileprivate static func joined(_ columns: [UTF8Column]) -> UTF8Column {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.reduce(0) { $0 + $1.bytes.count })
        var offsets = [0]
        offsets.reserveCapacity(columns.reduce(1) { $0 + $1.count })
        for column in columns {
            let shift = bytes.count
            bytes.append(contentsOf: column.bytes)
            offsets.append(contentsOf: column.offsets.dropFirst().lazy.map { $0 + shift })
        }
        return UTF8Column(bytes: bytes, offsets: offsets)
    }
}
