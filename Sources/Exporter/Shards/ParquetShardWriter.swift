internal import DurableFiles
internal import QuorumCore
internal import TableIO

/// Parquet files that Hugging Face `datasets` opens as they are: `data/SPLIT-NNNNN-of-NNNNN.parquet`.
final class ParquetShardWriter: ShardWriter {
    private struct Shard {
        let path: String
        let file: ParquetWriter
        let number: Int
        var rows = 0
        var batch: ExampleBatch
    }

    /// Bytes of examples after which a batch goes to the file, so that row groups stay small.
    private static let batchBytes: Int64 = 8 << 20

    private let folder: StagedFolder
    private let columns: ExampleColumns
    /// Shards a split will have.
    private let counts: [Split: Int]
    private let features: HuggingFaceFeatures
    private var open: [Split: Shard] = [:]
    private var finished: [Manifest.Shard] = []

    init(
        in folder: StagedFolder, columns: ExampleColumns, counts: [Split: Int], features: HuggingFaceFeatures
    ) throws(ExportError) {
        self.folder = folder
        self.columns = columns
        self.counts = counts
        self.features = features
        try writing { () throws(FileError) in try folder.makeFolder("data") }
    }

    /// The footer is small beside any sensible shard.
    static var overhead: Int64 { 0 }

    static func footprint(of example: Example, mediaSize: Int64, kind: TaskKind) -> Int64 {
        let texts = [
            example.passage?.text, example.passage?.pair?.a, example.passage?.pair?.b, example.label.label, example.key,
            example.source.filename, example.group,
        ]
        // Five numbers of eight bytes.
        return mediaSize + texts.reduce(40) { $0 + Int64($1?.utf8.count ?? 0) }
    }

    func write(_ example: Example, media: MediaFile?, shard number: Int) throws(ExportError) -> ShardPosition {
        var shard = try self.shard(number, of: example.split)
        shard.batch.append(example, media: media)
        let position = ShardPosition(shard: shard.path, row: shard.rows)
        shard.rows += 1
        if shard.batch.bytes >= Self.batchBytes { try flush(&shard) }
        open[example.split] = shard
        return position
    }

    func finish() throws(ExportError) -> [Manifest.Shard] {
        for split in Split.allCases { try close(split) }
        return finished.sorted { ($0.split, $0.path) < ($1.split, $1.path) }
    }

    /// Takes the split's shard out of `open`, so that its batch can grow in place.
    private func shard(_ number: Int, of split: Split) throws(ExportError) -> Shard {
        if let shard = open.removeValue(forKey: split) {
            if shard.number == number { return shard }
            try close(shard, of: split)
        }
        let path = ShardName.parquet(split, number, of: counts[split] ?? 0)
        do {
            let file = try ParquetWriter(
                path: folder.path + "/" + path, schema: features.parquetFields,
                metadata: ["huggingface": features.footer])
            return Shard(path: path, file: file, number: number, batch: ExampleBatch(kind: columns.kind))
        } catch {
            throw ExportError(table: error)
        }
    }

    private func flush(_ shard: inout Shard) throws(ExportError) {
        guard shard.batch.rows > 0 else { return }
        do {
            try shard.file.write(table(of: shard.batch))
        } catch {
            throw ExportError(table: error)
        }
        shard.batch = ExampleBatch(kind: columns.kind)
    }

    private func table(of batch: ExampleBatch) -> Table {
        Table(columns: (columns.hasAudio ? batch.audioColumns : []) + batch.columns(withPassages: columns.hasPassages))
    }

    private func close(_ split: Split) throws(ExportError) {
        guard let shard = open.removeValue(forKey: split) else { return }
        try close(shard, of: split)
    }

    private func close(_ shard: consuming Shard, of split: Split) throws(ExportError) {
        var shard = shard
        try flush(&shard)
        do {
            try shard.file.close()
        } catch {
            throw ExportError(table: error)
        }
        let digest = try FileDigest(of: folder.path + "/" + shard.path)
        finished.append(
            Manifest.Shard(
                path: shard.path, split: split, rows: shard.rows, bytes: digest.bytes, sha256: digest.sha256))
    }
}

extension ExportError {
    init(table error: TableError) {
        self.init(
            .unwritable, error.path, error.message,
            remedy: "check the disk or choose another folder with --out")
    }
}
