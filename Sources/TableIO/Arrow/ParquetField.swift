/// A column of a Parquet file to be written.
public struct ParquetField: Hashable, Sendable {
    public enum FieldType: String, Hashable, Sendable {
        case utf8
        case binary
        case int64
        case float64
        case bool
        /// `struct<bytes: binary, path: string>`, as Hugging Face keeps media. A batch gives it as two columns,
        /// `NAME.bytes` (binary) and `NAME.path` (utf8).
        case audio
    }

    public let name: String
    public let type: FieldType
    /// Whether pages are compressed (Zstandard). Media that is compressed already gains nothing.
    public let compressed: Bool

    public init(name: String, type: FieldType, compressed: Bool = true) {
        self.name = name
        self.type = type
        self.compressed = compressed
    }

    /// The columns of a batch that feed the field.
    var columns: [(name: String, type: FieldType)] {
        type == .audio ? [(name + ".bytes", .binary), (name + ".path", .utf8)] : [(name, type)]
    }
}
