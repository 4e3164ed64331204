import Foundation

/// An output folder read back: `source.json` and `chunks.jsonl`.
public struct ChunkManifest: Sendable {
    public static let chunksFile = "chunks.jsonl"
    public static let sourceFile = "source.json"
    /// Every pause worth cutting at that was found, whether a cut was needed there or not.
    public static let pausesFile = "pauses.csv"
    /// Stem of the waveform of the whole source: BBC audiowaveform, `.dat` and `.json`.
    public static let waveformFile = "waveform"
    /// Probabilities of speech, if they were asked for.
    public static let speechFile = "speech.csv"

    public let source: SourceReport
    /// In time order.
    public let chunks: [ChunkRecord]

    public init(source: SourceReport, chunks: [ChunkRecord]) {
        self.source = source
        self.chunks = chunks
    }

    /// Reads the folder that one source was cut into.
    public static func read(directory: String) throws(ChunkingError) -> ChunkManifest {
        let folder = URL(fileURLWithPath: directory, isDirectory: true)
        let source: SourceReport = try decode(contents(folder, sourceFile), directory + "/" + sourceFile)
        var chunks: [ChunkRecord] = []
        for (number, line) in try contents(folder, chunksFile).split(separator: UInt8(ascii: "\n")).enumerated() {
            chunks.append(try decode(line, "\(directory)/\(chunksFile), line \(number + 1)"))
        }
        return ChunkManifest(source: source, chunks: chunks)
    }

    private static func contents(_ folder: URL, _ name: String) throws(ChunkingError) -> Data {
        let url = folder.appendingPathComponent(name)
        do {
            return try Data(contentsOf: url)
        } catch {
            throw ChunkingError(
                .notFound, path: url.path, "it can't be read (\(error.localizedDescription))",
                remedy: "name a folder written by `quorum chunk`")
        }
    }

    private static func decode<Value: Decodable>(_ data: Data, _ place: String) throws(ChunkingError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw ChunkingError(
                .unreadable, path: place, "it is not what `quorum chunk` writes (\(error))",
                remedy: "cut the source again")
        }
    }
}

extension Encodable {
    /// One line of JSON with its keys in a fixed order, so that equal values give equal bytes.
    func jsonLine() -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding fails only for numbers that are not finite, which the records never hold.
        return (try? encoder.encode(self)) ?? Data()
    }
}
