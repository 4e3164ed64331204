internal import CArrow
internal import Glibc

/// A Parquet file written batch by batch, in memory bounded by a row group; whole or absent.
///
/// Rows go to `PATH.partial`, which `close` names `PATH` once everything is on the disk. A writer that is dropped
/// before, or that failed, leaves nothing.
public final class ParquetWriter {
    private let path: String
    private let fields: [ParquetField]
    private var handle: OpaquePointer?

    private var partial: String { path + ".partial" }

    /// - Parameters:
    ///   - metadata: key and value pairs of the file's footer.
    ///   - rowGroupBytes: what a row group may hold before encoding; also what is kept in memory.
    public init(
        path: String, schema: [ParquetField], metadata: [String: String], rowGroupBytes: Int = 32 << 20
    ) throws(TableError) {
        self.path = path
        fields = schema
        let names = schema.map { strdup($0.name)! }
        let pairs = metadata.sorted { $0.key < $1.key }.map { (strdup($0.key)!, strdup($0.value)!) }
        defer {
            for name in names { free(name) }
            for pair in pairs {
                free(pair.0)
                free(pair.1)
            }
        }
        let message = quorum_parquet_create(
            partial, zip(schema, names).map { quorum_field(name: $1, type: $0.type.code, compressed: $0.compressed) },
            schema.count, pairs.map { quorum_metadata(key: $0.0, value: $0.1) }, pairs.count, Int64(rowGroupBytes),
            &handle)
        if let message {
            unlink(partial)
            throw failure(takeMessage(message))
        }
    }

    deinit {
        if handle != nil { abandon() }
    }

    /// Appends a batch. Its columns are found by name.
    public func write(_ table: Table) throws(TableError) {
        guard let handle else { throw failure("the file is closed") }
        var columns: [Column] = []
        for (name, type) in fields.flatMap(\.columns) {
            guard let column = table[name] else {
                throw TableError(.schema, path, "the batch has no column '\(name)'; give one")
            }
            guard column.storage.fieldType == type else {
                throw TableError(
                    .schema, path,
                    "column '\(name)' of the batch is \(column.storage.fieldType), not \(type); convert it")
            }
            columns.append(column)
        }
        let message = columns.withColumnViews { quorum_parquet_write(handle, $0, Int64(table.rowCount)) }
        if let message {
            abandon()
            throw failure(takeMessage(message))
        }
    }

    /// Writes the footer and gives the file its name.
    public func close() throws(TableError) {
        guard let handle else { throw failure("the file is closed") }
        if let message = quorum_parquet_finish(handle) {
            abandon()
            throw failure(takeMessage(message))
        }
        quorum_parquet_writer_free(handle)
        self.handle = nil
        guard synchronize(partial), rename(partial, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(partial)
            throw failure(reason)
        }
        _ = synchronize(path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) + "/" : ".")
    }

    private func abandon() {
        quorum_parquet_writer_free(handle)
        handle = nil
        unlink(partial)
    }

    /// Puts a file or a folder on the disk.
    private func synchronize(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { Glibc.close(descriptor) }
        return fsync(descriptor) == 0
    }

    private func failure(_ reason: String) -> TableError {
        TableError(.unwritable, path, "cannot be written: \(reason); check the folder and the space on its disk")
    }
}
