internal import CArrow

/// A column that grows by batches.
struct ColumnBuilder {
    private enum Values {
        case texts(bytes: [UInt8], offsets: [Int])
        case int64([Int64])
        case float64([Double])
        case bool([Bool])
    }

    private let name: String
    private let isBinary: Bool
    private var values: Values
    private var rows = 0
    private var validity: [Bool] = []

    init(_ column: quorum_column, expectedRows: Int = 0) {
        name = String(cString: column.name)
        isBinary = column.type == quorum_column_binary
        let expected = max(0, expectedRows)
        func reserved<Cell>(_ cells: [Cell] = []) -> [Cell] {
            var cells = cells
            cells.reserveCapacity(expected)
            return cells
        }
        switch column.type {
        case quorum_column_int64: values = .int64(reserved())
        case quorum_column_float64: values = .float64(reserved())
        case quorum_column_bool: values = .bool(reserved())
        default: values = .texts(bytes: [], offsets: reserved([0]))
        }
    }

    mutating func append(_ column: quorum_column, rows count: Int) {
        appendValidity(column.validity, rows: count)
        rows += count
        let taken = values
        values = .bool([])
        switch taken {
        case .texts(var bytes, var offsets):
            let source = UnsafeBufferPointer(start: column.offsets, count: count + 1)
            if let first = source.first, let last = source.last, last > first {
                let base = column.values.assumingMemoryBound(to: UInt8.self)
                let shift = bytes.count - Int(first)
                bytes.append(contentsOf: UnsafeBufferPointer(start: base + Int(first), count: Int(last - first)))
                offsets.append(contentsOf: source.dropFirst().lazy.map { Int($0) + shift })
            } else {
                offsets.append(contentsOf: repeatElement(bytes.count, count: count))
            }
            values = .texts(bytes: bytes, offsets: offsets)
        case .int64(var numbers):
            numbers.append(contentsOf: cells(of: column, as: Int64.self, count))
            values = .int64(numbers)
        case .float64(var numbers):
            numbers.append(contentsOf: cells(of: column, as: Double.self, count))
            values = .float64(numbers)
        case .bool(var flags):
            flags.append(contentsOf: cells(of: column, as: UInt8.self, count).lazy.map { $0 != 0 })
            values = .bool(flags)
        }
    }

    consuming func finish() -> Column {
        let storage: Column.Storage =
            switch values {
            case .texts(let bytes, let offsets) where isBinary: .binary(UTF8Column(bytes: bytes, offsets: offsets))
            case .texts(let bytes, let offsets): .utf8(UTF8Column(bytes: bytes, offsets: offsets))
            case .int64(let numbers): .int64(numbers)
            case .float64(let numbers): .float64(numbers)
            case .bool(let flags): .bool(flags)
            }
        return Column(name: name, storage: storage, validity: validity)
    }

    private func cells<Cell>(of column: quorum_column, as type: Cell.Type, _ count: Int) -> UnsafeBufferPointer<Cell> {
        UnsafeBufferPointer(
            start: column.values?.assumingMemoryBound(to: type), count: column.values == nil ? 0 : count)
    }

    /// Kept only from the first null on.
    private mutating func appendValidity(_ bytes: UnsafePointer<UInt8>?, rows count: Int) {
        if let bytes {
            if validity.isEmpty { validity = Array(repeating: true, count: rows) }
            validity.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count).lazy.map { $0 != 0 })
        } else if !validity.isEmpty {
            validity.append(contentsOf: repeatElement(true, count: count))
        }
    }
}
