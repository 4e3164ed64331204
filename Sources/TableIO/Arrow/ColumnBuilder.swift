internal import CArrow

/// A column that grows by batches.
struct ColumnBuilder {
    private enum Kind {
        case texts, binary, int64, float64, bool
    }

    /// Bytes that room is made for at most before any are there.
    private static let mostExpectedBytes = 1 << 30

    private let name: String
    private let kind: Kind
    /// Cells of the kind, each kind in arrays of its own so that they grow in place.
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var flags: [Bool] = []
    private var rows = 0
    private let expectedRows: Int
    private var validity: [Bool] = []

    init(_ column: quorum_column, expectedRows: Int = 0) {
        name = String(cString: column.name)
        self.expectedRows = max(0, expectedRows)
        switch column.type {
        case quorum_column_int64:
            kind = .int64
            integers.reserveCapacity(self.expectedRows)
        case quorum_column_float64:
            kind = .float64
            reals.reserveCapacity(self.expectedRows)
        case quorum_column_bool:
            kind = .bool
            flags.reserveCapacity(self.expectedRows)
        default:
            kind = column.type == quorum_column_binary ? .binary : .texts
            offsets.reserveCapacity(self.expectedRows + 1)
            offsets.append(0)
        }
    }

    mutating func append(_ column: quorum_column, rows count: Int) {
        appendValidity(column.validity, rows: count)
        rows += count
        switch kind {
        case .texts, .binary: appendTexts(column, count)
        case .int64: integers.append(contentsOf: cells(of: column, as: Int64.self, count))
        case .float64: reals.append(contentsOf: cells(of: column, as: Double.self, count))
        case .bool: flags.append(contentsOf: cells(of: column, as: UInt8.self, count).lazy.map { $0 != 0 })
        }
    }

    private mutating func appendTexts(_ column: quorum_column, _ count: Int) {
        let source = UnsafeBufferPointer(start: column.offsets, count: count + 1)
        guard let first = source.first, let last = source.last, last > first else {
            offsets.append(contentsOf: repeatElement(bytes.count, count: count))
            return
        }
        if bytes.isEmpty { bytes.reserveCapacity(expectedBytes(Int(last - first), rows: count)) }
        let base = column.values.assumingMemoryBound(to: UInt8.self)
        let shift = bytes.count - Int(first)
        bytes.append(contentsOf: UnsafeBufferPointer(start: base + Int(first), count: Int(last - first)))
        offsets.append(contentsOf: source.dropFirst().lazy.map { Int($0) + shift })
    }

    /// Room for all texts if they go on as in their first rows, and a little more, so that they need not move.
    private func expectedBytes(_ bytes: Int, rows: Int) -> Int {
        let perRow = Double(bytes) / Double(max(1, rows))
        return min(Self.mostExpectedBytes, Int(perRow * Double(max(rows, expectedRows)) * 1.05))
    }

    consuming func finish() -> Column {
        let storage: Column.Storage =
            switch kind {
            case .texts: .utf8(UTF8Column(bytes: bytes, offsets: offsets))
            case .binary: .binary(UTF8Column(bytes: bytes, offsets: offsets))
            case .int64: .int64(integers)
            case .float64: .float64(reals)
            case .bool: .bool(flags)
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
