internal import CArrow

/// A Parquet or Arrow IPC file, read a batch at a time by the Arrow library.
struct BatchReader: ~Copyable {
    private let path: String
    private let handle: OpaquePointer
    /// Rows read so far.
    private var total = 0

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
        while try next(into: &columns) {}
        return Table(columns: columns.map { $0.finish() })
    }

    /// The next rows; nil after the last. The first gives the columns even when there are no rows.
    mutating func next() throws(TableError) -> Table? {
        var columns: [ColumnBuilder] = []
        guard try next(into: &columns) else { return nil }
        return Table(columns: columns.map { $0.finish() })
    }

    /// - Parameter columns: take the rows; empty for those that were not begun.
    /// - Returns: whether there were any more.
    private mutating func next(into columns: inout [ColumnBuilder]) throws(TableError) -> Bool {
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
        if columns.isEmpty { columns = batch.map(ColumnBuilder.init) }
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
