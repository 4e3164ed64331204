internal import DurableFiles
internal import QuorumCore

/// One JSON line an example; recordings are files that the lines name relative to their own folder.
///
/// Recordings: `data/SPLIT/metadata.jsonl` beside `data/SPLIT/audio/00000/KEY.flac`, the layout of an audio folder,
/// at most a thousand files a folder. Texts: `data/SPLIT.jsonl`. A line holds the SHA-256 of its recording, so that
/// the SHA-256 of the shard vouches for the recordings too.
final class JSONLinesWriter: ShardWriter {
    private struct Shard {
        let path: String
        let file: OutputFile
        var rows = 0
    }

    private static let filesPerFolder = 1000

    private let folder: StagedFolder
    private let columns: ExampleColumns
    private var open: [Split: Shard] = [:]
    private var line = JSONText()

    /// - Throws: `ExportError` when the version holds recordings and texts both, which no reader of this layout takes.
    init(in folder: StagedFolder, columns: ExampleColumns) throws(ExportError) {
        guard !(columns.hasAudio && columns.hasPassages) else {
            throw ExportError(
                .format, "jsonl", "the version holds both recordings and texts, which one audio folder cannot",
                remedy: "export it with --format parquet or --format webdataset")
        }
        self.folder = folder
        self.columns = columns
    }

    static var overhead: Int64 { 0 }

    /// A split is one file however large, so nothing counts towards a size.
    static func footprint(of example: Example, mediaSize: Int64, kind: TaskKind) -> Int64 { 0 }

    func write(_ example: Example, media: MediaFile?, shard: Int) throws(ExportError) -> ShardPosition {
        var shard = try self.shard(of: example.split)
        let recording = try media.map { media throws(ExportError) in
            try write(media, of: example, row: shard.rows)
        }
        line.removeAll()
        line.object { line in
            if let recording { line.member("file_name", recording.name) }
            line.members(of: example, kind: columns.kind)
            if let recording { line.member("audio_sha256", recording.digest.sha256) }
        }
        line.newline()
        try shard.file.write(line.bytes)
        let position = ShardPosition(shard: shard.path, row: shard.rows)
        shard.rows += 1
        open[example.split] = shard
        return position
    }

    func finish() throws(ExportError) -> [Manifest.Shard] {
        var shards: [Manifest.Shard] = []
        for split in Split.allCases {
            guard let shard = open.removeValue(forKey: split) else { continue }
            let digest = try shard.file.finish()
            shards.append(
                Manifest.Shard(
                    path: shard.path, split: split, rows: shard.rows, bytes: digest.bytes, sha256: digest.sha256))
        }
        return shards
    }

    private func write(
        _ media: MediaFile, of example: Example, row: Int
    ) throws(ExportError) -> (name: String, digest: FileDigest) {
        let subfolder = "audio/" + ShardName.padded(row / Self.filesPerFolder, 5)
        let base = "data/" + example.split.rawValue
        if row.isMultiple(of: Self.filesPerFolder) {
            try writing { () throws(FileError) in try folder.makeFolder(base + "/" + subfolder) }
        }
        let name = subfolder + "/" + example.key + "." + media.encoding.rawValue
        let file = try OutputFile(creating: folder.path + "/" + base + "/" + name)
        try file.write(media.bytes)
        return (name, try file.finish())
    }

    private func shard(of split: Split) throws(ExportError) -> Shard {
        if let shard = open[split] { return shard }
        let path = columns.hasAudio ? "data/\(split.rawValue)/metadata.jsonl" : "data/\(split.rawValue).jsonl"
        try writing { () throws(FileError) in
            try folder.makeFolder(columns.hasAudio ? "data/\(split.rawValue)" : "data")
        }
        return Shard(path: path, file: try OutputFile(creating: folder.path + "/" + path))
    }
}
