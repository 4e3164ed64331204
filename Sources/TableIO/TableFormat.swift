/// A file format that holds a table.
public enum TableFormat: String, CaseIterable, Sendable {
    /// Separated by commas (RFC 4180) or semicolons; the first row names the columns.
    case csv
    /// As `csv`, separated by tabs.
    case tsv
    /// A JSON object a line.
    case jsonl
    case parquet
    /// Arrow IPC, file or stream.
    case arrow

    var extensions: [String] {
        switch self {
        case .csv: ["csv"]
        case .tsv: ["tsv", "tab"]
        case .jsonl: ["jsonl", "ndjson", "json"]
        case .parquet: ["parquet", "pq"]
        case .arrow: ["arrow", "ipc", "feather"]
        }
    }

    /// The format that the file's extension names.
    public init(path: String) throws(TableError) {
        let file = path.split(separator: "/").last ?? ""
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        guard let format = Self.allCases.first(where: { $0.extensions.contains(ending) }) else {
            let known = Self.allCases.flatMap(\.extensions).map { "." + $0 }.joined(separator: ", ")
            throw TableError(
                .unknownFormat, path,
                (ending.isEmpty ? "the name has no extension" : "'.\(ending)' is not a table's extension")
                    + "; name the file with one of \(known)")
        }
        self = format
    }
}
