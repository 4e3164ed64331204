internal import LabelStore
internal import TableIO

/// Why a file cannot be imported.
package struct ImportError: Error, Equatable, Sendable, CustomStringConvertible {
    package let code: String
    package let path: String
    /// From 1, without a header; nil when it is about the whole file.
    package let row: Int?
    /// The column, where it is known.
    package let field: String?
    /// What is wrong and what to do.
    package let message: String

    package init(_ code: String, _ path: String, row: Int? = nil, field: String? = nil, _ message: String) {
        self.code = code
        self.path = path
        self.row = row
        self.field = field
        self.message = message
    }

    init(_ error: TableError) {
        self.init(error.code.rawValue, error.path, error.message)
    }

    init(_ error: StoreError, path: String) {
        // What the file's author can do nothing about has a code of its own.
        let isOurs = [.unavailable, .diskFull, .corrupt].contains(error.code)
        self.init(
            isOurs ? "store" : error.code.rawValue, path, row: error.row.map { $0 + 1 }, field: error.field,
            error.message)
    }

    package var description: String {
        let place = [row.map { "row \($0)" }, field].compactMap { $0 }.joined(separator: ", ")
        return place.isEmpty ? "\(path): \(message)" : "\(path): \(place): \(message)"
    }

    /// The same, with what had been imported before.
    func after(_ rows: Int) -> ImportError {
        guard rows > 0 else { return self }
        return ImportError(
            code, path, row: row, field: field,
            "\(message) The first \(rows) rows are imported; once this is mended, import the file again: rows that are "
                + "there are left as they are.")
    }
}
