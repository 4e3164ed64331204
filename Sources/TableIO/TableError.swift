/// Why a table could not be read or written.
public struct TableError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case missingFile = "missing_file"
        case unreadable
        case empty
        case unknownFormat = "unknown_format"
        case malformed
        case encoding
        case ragged
        case duplicateColumn = "duplicate_column"
        /// A batch does not fit the schema of the file it is written to.
        case schema
        case unwritable
    }

    public let code: Code
    public let path: String
    /// What is wrong, where in the file, and what to do about it.
    public let message: String
    /// The row it is about, from 1, without the header; nil when it is about the whole file.
    public let row: Int?

    public init(_ code: Code, _ path: String, _ message: String, row: Int? = nil) {
        self.code = code
        self.path = path
        self.message = message
        self.row = row
    }

    public var description: String { "\(path): \(message)" }
}
