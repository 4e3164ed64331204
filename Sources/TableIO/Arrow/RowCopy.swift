internal import CArrow
internal import Glibc

/// Copies rows of Parquet and Arrow files into a Parquet file, with their types and metadata as they are.
package enum RowCopy {
    /// Rows of one file, rising.
    package struct Source: Sendable {
        package let path: String
        package let rows: [Int]

        package init(path: String, rows: [Int]) {
            self.path = path
            self.rows = rows
        }
    }

    private static let rowGroupBytes: Int64 = 32 << 20

    /// Whether rows of all these files can stand in one: they are Parquet or Arrow files with the same columns of the same
    /// types.
    package static func areAlike(_ paths: [String]) throws(TableError) -> Bool {
        var sources: [(path: String, isParquet: Bool)] = []
        for path in paths {
            guard let isParquet = isParquet(path) else { return false }
            sources.append((path, isParquet))
        }
        let names = sources.map { strdup($0.path)! }
        defer { for name in names { free(name) } }
        var areAlike = false
        let all = zip(names, sources).map { quorum_source(path: $0, is_parquet: $1.isParquet) }
        if let message = quorum_sources_compare(all, all.count, &areAlike) {
            throw TableError(.malformed, paths[0], "cannot be read again: \(takeMessage(message))")
        }
        return areAlike
    }

    /// Writes the rows of files that are alike, one file after another.
    ///
    /// - Parameter sources: at least one; its columns and metadata are the result's.
    package static func write(_ sources: [Source], to path: String) throws(TableError) {
        var handle: OpaquePointer?
        let created = withSource(sources[0].path) { quorum_row_copy_create(path, $0, rowGroupBytes, &handle) }
        if let created { throw failure(path, created) }
        guard let handle else { preconditionFailure("no message and no file") }
        defer { quorum_row_copy_free(handle) }
        for source in sources where !source.rows.isEmpty {
            let message = withSource(source.path) { file in
                quorum_row_copy_add(handle, file, source.rows.map { Int64($0) }, source.rows.count)
            }
            if let message { throw failure(path, message) }
        }
        if let message = quorum_row_copy_finish(handle) { throw failure(path, message) }
    }

    /// nil for any other file.
    private static func isParquet(_ path: String) -> Bool? {
        switch try? TableFormat(path: path) {
        case .parquet: true
        case .arrow: false
        default: nil
        }
    }

    private static func withSource<Result>(_ path: String, _ body: (quorum_source) -> Result) -> Result {
        path.withCString { body(quorum_source(path: $0, is_parquet: isParquet(path) == true)) }
    }

    private static func failure(_ path: String, _ message: UnsafeMutablePointer<CChar>) -> TableError {
        TableError(
            .unwritable, path, "cannot be written: \(takeMessage(message)); check the folder and the space on its disk")
    }
}
