/// Columns of equal length, held in memory.
public struct Table: Sendable {
    public let columns: [Column]
    public let rowCount: Int
    private let places: [String: Int]

    /// - Precondition: all columns have the same number of rows.
    public init(columns: [Column]) {
        rowCount = columns.first?.count ?? 0
        precondition(columns.allSatisfy { $0.count == columns[0].count }, "columns of unequal length")
        self.columns = columns
        places = Dictionary(columns.indices.map { (columns[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first column of a name.
    public subscript(name: String) -> Column? { places[name].map { columns[$0] } }
}

/// A named column; a missing cell is a null.
public struct Column: Sendable {
    public enum Storage: Sendable {
        case utf8(UTF8Column)
        case binary(UTF8Column)
        case int64([Int64])
        case float64([Double])
        case bool([Bool])
    }

    public let name: String
    public let storage: Storage
    /// One element a row, false where the cell is null; empty when no cell is null.
    public let validity: [Bool]

    public init(name: String, storage: Storage, validity: [Bool] = []) {
        precondition(validity.isEmpty || validity.count == storage.count, "validity of another length")
        self.name = name
        self.storage = storage
        self.validity = validity
    }

    @inlinable public var count: Int { storage.count }

    @inlinable
    public func isNull(_ row: Int) -> Bool { !validity.isEmpty && !validity[row] }
}

extension Column.Storage {
    @inlinable public var count: Int {
        switch self {
        case .utf8(let column), .binary(let column): column.count
        case .int64(let values): values.count
        case .float64(let values): values.count
        case .bool(let values): values.count
        }
    }
}

/// Byte strings end to end in one buffer.
public struct UTF8Column: Sendable {
    public private(set) var bytes: [UInt8]
    /// `count + 1` offsets; row `i` is `bytes[offsets[i]..<offsets[i + 1]]`.
    public private(set) var offsets: [Int]

    public init() {
        bytes = []
        offsets = [0]
    }

    /// - Precondition: `offsets` starts at 0, never falls, and ends at `bytes.count`.
    public init(bytes: [UInt8], offsets: [Int]) {
        precondition(offsets.first == 0 && offsets.last == bytes.count, "offsets do not span the bytes")
        self.bytes = bytes
        self.offsets = offsets
    }

    public init(_ strings: some Sequence<String>) {
        self.init()
        for string in strings { append(string.utf8) }
    }

    @inlinable public var count: Int { offsets.count - 1 }

    public mutating func append(_ row: some Sequence<UInt8>) {
        bytes.append(contentsOf: row)
        offsets.append(bytes.count)
    }

    @inlinable
    public func range(_ row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

    public func string(_ row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }
}
