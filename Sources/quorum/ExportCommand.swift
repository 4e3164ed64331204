import ArgumentParser
import Exporter
import Foundation
import LabelStore
import MediaStorage
import QuorumCore

/// `quorum export`: writes a frozen dataset version as files a training job reads.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a frozen dataset version as shards for training.",
        discussion: """
            parquet: data/train-00000-of-00001.parquet and so on, opened by datasets.load_dataset("DIR").
            webdataset: train-000000.tar and so on, opened by webdataset.WebDataset.
            jsonl: data/train/metadata.jsonl beside its recordings, opened by datasets.load_dataset("DIR").

            Beside the shards stand manifest.json (rows, bytes and SHA-256 of every file), lineage.jsonl (where every \
            example comes from), README.md (the dataset card) and croissant.json (the same for programs). DIR is written \
            whole or not at all, and the same version gives the same bytes.
            """)

    @OptionGroup var place: DataFolderOptions

    @Option(help: "Name or number of the project.")
    var project: String

    @Option(help: "Name (v1) or digest of the version.")
    var version: String

    @Option(help: "What to write.")
    var format: ExportFormat

    @Option(help: ArgumentHelp("The folder to write; it must not exist, or be empty.", valueName: "dir"))
    var out: String

    @Option(help: ArgumentHelp("Bytes after which a shard is full.", valueName: "bytes"))
    var shardSize = ExportOptions.standardShardSize

    @Flag(help: "Write lines such as \"progress 0.25\" to the error stream.")
    var progress = false

    @Flag(help: "Print the manifest, or the error, as JSON.")
    var json = false

    func validate() throws {
        _ = try options()
    }

    func run() async throws {
        let meter = ProgressLine(progress ? .lines : json ? .none : .inPlace)
        do {
            let folder = place.folder
            let manifest = try await folder.withFiles { store, media in
                let recordings: any RecordingFiles =
                    media.isRemote
                    ? StoredRecordings(media) : MediaFolder(path: "\(media.name)/\(MediaKey.media.dropLast())")
                return try await export(from: store, media: recordings, meter: meter)
            }
            meter.clear()
            try show(manifest)
        } catch {
            meter.clear()
            guard let failure = CommandFailure(error) else { throw error }
            try failure.report(json: json)
        }
    }

    /// Exports until done or until the process is told to stop, which leaves nothing behind.
    private func export(from store: LabelStore, media: any RecordingFiles, meter: ProgressLine) async throws -> Manifest
    {
        let options = try options()
        let frozen = try await store.version(version, ofProject: project)
        let work = Task { [format, out] in
            try await Exporter.export(
                frozen.id, from: store, media: media, format: format, to: out, options: options, progress: meter.show)
        }
        let signals = SignalWatch([SIGINT, SIGTERM]) { work.cancel() }
        defer { signals.stop() }
        do {
            return try await work.value
        } catch {
            guard let failure = CommandFailure(error) else { throw error }
            throw failure.stopped(by: signals.received)
        }
    }

    private func options() throws -> ExportOptions {
        do {
            return try ExportOptions(shardSize: shardSize)
        } catch {
            throw ValidationError(error.description)
        }
    }

    private func show(_ manifest: Manifest) throws {
        if json {
            FileHandle.standardOutput.write(Data(try manifest.json()))
            return
        }
        for split in manifest.splits {
            print("\(split.name.rawValue): \(split.rows) examples, \(split.bytes) bytes, \(split.shards) shards")
        }
        print("Wrote \(out)")
    }
}

extension ExportFormat: ExpressibleByArgument {}
