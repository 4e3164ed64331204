package import LabelStore
package import QuorumCore

/// Writes a frozen dataset version as files a training job reads.
package enum Exporter {
    /// Exports a version into a folder that is not there yet; whatever fails, the folder is not there afterwards either.
    ///
    /// The folder holds the shards, `manifest.json` (what every file is), `lineage.jsonl` (where every example comes
    /// from), `README.md` (the dataset card) and `croissant.json` (the same for programs). The same version, format and options give the same bytes.
    ///
    /// - Parameter progress: called with the share of the work done, 0...1.
    /// - Complexity: two passes over the version; memory for three pages of examples and one batch of recordings a split.
    @discardableResult
    package static func export(
        _ version: VersionID, from store: LabelStore, media: any RecordingFiles, format: ExportFormat, to out: String,
        options: ExportOptions, progress: (@Sendable (Double) -> Void)? = nil
    ) async throws(ExportError) -> Manifest {
        let run = try await ExportRun(version, from: store, media: media, format: format, options: options)
        return try await withTaskExecutorPreference(FileQueue()) { () async throws(ExportError) -> Manifest in
            try await run.write(to: out, progress: progress)
        }
    }
}
