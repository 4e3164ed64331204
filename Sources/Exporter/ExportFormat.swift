/// What the shards of an export are.
package enum ExportFormat: String, Sendable, Codable, CaseIterable {
    /// Parquet files that Hugging Face `datasets` opens, recordings inside.
    case parquet
    /// POSIX tar files for `webdataset`, a few members an example.
    case webdataset
    /// One JSON line an example, recordings as files beside it.
    case jsonl
}
