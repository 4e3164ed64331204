internal import CArrow

/// A Parquet or Arrow IPC file, read a batch at a time by the Arrow library.
struct BatchReader: ~Copyable {
    private let path: String
    private let handle: OpaquePointer
    /// Rows read so far.
    private var total = 0
    /// Cells that room is made for at most before any is there; what a damaged file says is not believed beyond.
    private static let mostExpectedCells = 1 << 26

    init(_ path: String, isParquet: Bool) throws(TableError) {
        handle = try Self.open(path, isParquet: isParquet)
        self.path = path
    }

    private static func open(_ path: String, isParquet: Bool) throws(TableError) -> OpaquePointer {
        var handle: OpaquePointer?
        let message = isParquet ? quorum_parquet_open(path, &handle) : quorum_ipc_open(path, &handle)
        if message == nil, let handle { return handle }
        let format = isParquet ? "Parquet" : "Arrow"
        throw TableError(
            .malformed, path, "cannot be read as \(format): \(takeMessage(message)); check that it is complete")
    }

    deinit { quorum_batch_reader_free(handle) }

    mutating func readAll() throws(TableError) -> Table {
        var columns: [ColumnBuilder] = []
        let expected = Int(quorum_batch_row_count(handle))
        while try next(into: &columns, expectedRows: expected) {}
        return Table(columns: columns.map { $0.finish() })
    }

    /// The next rows; nil after the last. The first gives the columns even when there are no rows.
    mutating func next() throws(TableError) -> Table? {
        var columns: [ColumnBuilder] = []
        guard try next(into: &columns) else { return nil }
        return Table(columns: columns.map { $0.finish() })
    }

    /// - Parameters:
    ///   - columns: take the rows; empty for those that were not begun.
    ///   - expectedRows: how many there will be in all, about; columns that were not begun make room for them.
    /// - Returns: whether there were any more.
    private mutating func next(
        into columns: inout [ColumnBuilder], expectedRows: Int = 0
    ) throws(TableError) -> Bool {
        var views: UnsafePointer<quorum_column>?
        var count = 0
        var rows: Int64 = 0
        if let message = quorum_batch_next(handle, &views, &count, &rows) {
            throw TableError(
                .malformed, path, "damaged after row \(total): \(takeMessage(message)); get a fresh copy",
                row: total + 1)
        }
        guard let views else { return false }
        let batch = UnsafeBufferPointer(start: views, count: count)
        if columns.isEmpty {
            let expected = min(expectedRows, Self.mostExpectedCells / max(1, count))
            columns = batch.map { ColumnBuilder($0, expectedRows: expected) }
        }
        for (index, column) in batch.enumerated() { columns[index].append(column, rows: Int(rows)) }
        total += Int(rows)
        return true
    }
}

/// The text of a message of CArrow, which is freed.
func takeMessage(_ message: UnsafeMutablePointer<CChar>?) -> String {
    guard let message else { return "unknown failure" }
    defer { quorum_message_free(message) }
    return String(cString: message)
}
