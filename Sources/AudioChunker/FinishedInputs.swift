import DurableFiles
import Foundation

/// Which of several inputs are done, noted on disk so that a later run goes on from there.
struct FinishedInputs: Sendable {
    /// The inputs' folders, in their order, as the records name them.
    let folders: [String]
    /// For captions, the recording they belong to.
    let recordings: [String?]
    private let chunker: Chunker
    private let inputs: [ChunkInput]
    private let work: String
    private let remains: [String]

    init(_ chunker: Chunker, _ inputs: [ChunkInput], _ output: StagedFolder) {
        self.chunker = chunker
        self.inputs = inputs
        folders = Chunker.folderNames(inputs)
        recordings = inputs.recordings
        work = output.path
        remains = output.remains
    }

    func path(of index: Int) -> String { "\(work)/\(folders[index])" }

    /// Notes that an input is done.
    func mark(_ index: Int, sha256: String) throws(ChunkingError) {
        try writeFile(markPath(index, in: work), Data(key(of: index, sha256: sha256).utf8))
    }

    var isAnyMarked: Bool {
        folders.indices.contains { FileManager.default.fileExists(atPath: markPath($0, in: work)) }
    }

    func removeMarks() {
        for index in folders.indices { try? FileManager.default.removeItem(atPath: markPath(index, in: work)) }
    }

    /// Moves what earlier runs finished with the same settings and bytes into this run's folder.
    func takeOver(_ cancellation: Cancellation) {
        for folder in remains {
            for index in folders.indices {
                guard let mark = FileManager.default.contents(atPath: markPath(index, in: folder)),
                    let sha256 = try? SourceSniffer(inputs[index]).digest(cancellation),
                    mark == Data(key(of: index, sha256: sha256).utf8),
                    rename("\(folder)/\(folders[index])", path(of: index)) == 0
                else { continue }
                try? mark.write(to: URL(fileURLWithPath: markPath(index, in: work)))
            }
        }
    }

    /// What was written of an input, if it is done.
    func manifest(of index: Int) -> ChunkManifest? {
        guard FileManager.default.fileExists(atPath: markPath(index, in: work)) else { return nil }
        return try? ChunkManifest.read(directory: path(of: index))
    }

    private func markPath(_ index: Int, in folder: String) -> String { "\(folder)/.\(folders[index]).finished" }

    /// All that the result depends on.
    private func key(of index: Int, sha256: String) -> String {
        let detector = if case .silero = chunker.detector { "silero" } else { "energy" }
        let parts: [Any?] = [
            "1", chunker.settings, chunker.passages, chunker.format, detector, chunker.writesProbabilities,
            chunker.stream, chunker.channels, chunker.depth, chunker.dropSilence, chunker.column, chunker.encoding,
            chunker.rate, chunker.language, inputs[index].name, inputs[index].kind, recordings[index], sha256,
        ]
        return parts.map { $0.map { String(describing: $0) } ?? "-" }.joined(separator: "\n") + "\n"
    }
}
