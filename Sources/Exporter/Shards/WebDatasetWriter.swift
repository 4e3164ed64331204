internal import DurableFiles
internal import QuorumCore

/// Tar files in which an example is a few members `KEY.EXT` next to each other, extensions in order.
///
/// | member | content |
/// |---|---|
/// | `KEY.cls` | number of the label in the project's list (classification) |
/// | `KEY.flac` | the recording |
/// | `KEY.json` | every column of the example but for the recording |
/// | `KEY.txt` | the transcript, or the passage that was labeled |
final class WebDatasetWriter: ShardWriter {
    private struct Shard {
        let name: String
        let tar: TarFile
        let number: Int
        var rows = 0
    }

    private let folder: StagedFolder
    private let kind: TaskKind
    private let labels: [String: Int]
    private var open: [Split: Shard] = [:]
    private var finished: [Manifest.Shard] = []

    init(in folder: StagedFolder, kind: TaskKind, labels: [String]) {
        self.folder = folder
        self.kind = kind
        self.labels = Dictionary(zip(labels, 0...), uniquingKeysWith: { first, _ in first })
    }

    static var overhead: Int64 { TarFile.endLength }

    static func footprint(of example: Example, mediaSize: Int64, kind: TaskKind) -> Int64 {
        var sidecar = JSONText()
        sidecar.object { $0.members(of: example, kind: kind) }
        var total = TarFile.footprint(of: Int64(sidecar.bytes.count))
        if example.audio != nil { total += TarFile.footprint(of: mediaSize) }
        if let text = text(of: example, kind: kind) { total += TarFile.footprint(of: Int64(text.utf8.count)) }
        if kind == .classification { total += TarFile.footprint(of: 3) }
        return total
    }

    func write(_ example: Example, media: MediaFile?, shard number: Int) throws(ExportError) -> ShardPosition {
        var shard = try self.shard(number, of: example.split)
        for member in try members(of: example, media: media) {
            try shard.tar.append(name: example.key + "." + member.suffix, member.content)
        }
        let position = ShardPosition(shard: shard.name, row: shard.rows)
        shard.rows += 1
        open[example.split] = shard
        return position
    }

    func finish() throws(ExportError) -> [Manifest.Shard] {
        for split in Split.allCases { try close(split) }
        return finished.sorted { ($0.split, $0.path) < ($1.split, $1.path) }
    }

    private func members(
        of example: Example, media: MediaFile?
    ) throws(ExportError) -> [(suffix: String, content: [UInt8])] {
        var members: [(suffix: String, content: [UInt8])] = []
        if let media { members.append((media.encoding.rawValue, media.bytes)) }
        var sidecar = JSONText()
        sidecar.object { $0.members(of: example, kind: kind) }
        members.append(("json", sidecar.bytes))
        if let text = Self.text(of: example, kind: kind) { members.append(("txt", Array(text.utf8))) }
        if kind == .classification {
            guard let number = labels[example.label.label] else {
                throw ExportError(
                    .format, example.chunkDescription,
                    "its label \"\(example.label.label)\" is not one of the project's labels",
                    remedy: "export as parquet or jsonl, which write labels as words")
            }
            members.append(("cls", Array(String(number).utf8)))
        }
        return members.sorted { $0.suffix < $1.suffix }
    }

    /// What `KEY.txt` holds.
    private static func text(of example: Example, kind: TaskKind) -> String? {
        switch kind {
        case .transcription: example.label.label
        case .classification, .multilabel, .rating, .span: example.passage?.text
        // The texts of a pair are in KEY.json.
        case .pairwise: nil
        }
    }

    private func shard(_ number: Int, of split: Split) throws(ExportError) -> Shard {
        if let shard = open[split], shard.number == number { return shard }
        try close(split)
        let name = ShardName.tar(split, number)
        return Shard(name: name, tar: try TarFile(creating: folder.path + "/" + name), number: number)
    }

    private func close(_ split: Split) throws(ExportError) {
        guard let shard = open.removeValue(forKey: split) else { return }
        let digest = try shard.tar.finish()
        finished.append(
            Manifest.Shard(
                path: shard.name, split: split, rows: shard.rows, bytes: digest.bytes, sha256: digest.sha256))
    }
}
