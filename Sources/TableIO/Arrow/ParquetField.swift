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
        /// `list<string>`. A batch gives it as a utf8 column of JSON lists.
        case utf8List
        /// `list<struct<start: int64, end: int64, label: string>>`. A batch gives it as a utf8 column of JSON lists of
        /// such objects.
        case spanList
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
        switch type {
        case .audio: [(name + ".bytes", .binary), (name + ".path", .utf8)]
        case .utf8List, .spanList: [(name, .utf8)]
        case .utf8, .binary, .int64, .float64, .bool: [(name, type)]
        }
    }
}
