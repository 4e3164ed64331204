public import ArgumentParser
public import AudioChunker
import Foundation
public import QuorumCore

/// `quorum chunk`: cuts recordings at pauses and texts into passages.
struct ChunkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chunk",
        abstract: "Cut recordings into chunks at pauses, and texts into passages.",
        discussion: """
            Reads WAV, FLAC, MP3, M4A, MP4, MOV, MKV, WebM, Ogg, Opus, AAC and more, and UTF-8 text (.txt, .md). Writes \
            DIR/chunks.jsonl with a line a chunk, DIR/source.json, and a sound and a waveform file a chunk. With several \
            inputs each has such a folder of its own in DIR, and DIR/chunks.jsonl lists all chunks.

            Pauses are found by level. Silero's model, where it is installed, says which sound is speech, so that cuts avoid \
            speech under music, in noise and far from the microphone.

            DIR is written whole or not at all. Chunks cover their source exactly, sample for sample or byte for byte.
            """)

    @Argument(help: "Recordings, videos or texts.")
    var input: [String]

    @Option(help: ArgumentHelp("The folder to write; it must not exist.", valueName: "dir"))
    var out: String

    @Option(help: ArgumentHelp("The shortest chunk.", valueName: "seconds"))
    var min = ChunkingSettings.standard.minimum

    @Option(help: ArgumentHelp("The longest chunk.", valueName: "seconds"))
    var max = ChunkingSettings.standard.maximum

    @Option(help: ArgumentHelp("The shortest pause worth cutting at.", valueName: "seconds"))
    var pause = ChunkingSettings.standard.pause

    @Option(help: "How chunks are stored: flac or wav.")
    var format = SoundFormat.flac

    @Option(help: ArgumentHelp("Sample rate of the chunks (default: the source's).", valueName: "hz"))
    var rate: Int?

    @OptionGroup var speech: SpeechOptions

    @Option(help: ArgumentHelp("How many threads work (default: one a processor).", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("The audio stream to cut, counted from 0 (default: the best).", valueName: "n"))
    var stream: Int?

    @Option(
        help: ArgumentHelp(
            "mix (all as one), split (a file a channel, with the same cuts), or a channel's number, counted from 0.",
            valueName: "mix|split|n"))
    var channels = ChannelChoice.mix

    @Option(
        help: ArgumentHelp("16 or 24 bits a sample (default: 24 where the source has more than 16).", valueName: "n"))
    var bits: BitDepth?

    @Option(
        help: ArgumentHelp(
            "Leave out stretches without speech of at least this length; source.json lists them.", valueName: "seconds")
    )
    var dropSilence: Double?

    @Option(
        help: ArgumentHelp("The column of a CSV or JSONL file that holds the text (default: text).", valueName: "name"))
    var column: String?

    @Flag(help: "Read pairs of texts to compare from the columns a and b of a CSV or JSONL file, a row a pair.")
    var pairs = false

    @Option(
        help: ArgumentHelp("What texts are encoded in, such as windows-1252 (default: found out).", valueName: "name"))
    var encoding: String?

    @Option(help: "What the inputs hold: audio or text (default: found by looking).")
    var kind: MediaKind?

    @Option(help: ArgumentHelp("Language of the inputs, such as en or pt-BR.", valueName: "tag"))
    var language: String?

    @Option(help: ArgumentHelp("The name to note for the input, if it is stored under another.", valueName: "filename"))
    var name: String?

    @Option(help: ArgumentHelp("Limit this process's address space.", valueName: "bytes"))
    var limitMemory: UInt64?

    @Option(help: ArgumentHelp("Limit this process's processor time.", valueName: "seconds"))
    var limitCPU: UInt64?

    @Option(help: ArgumentHelp("Limit the size of any file this process writes.", valueName: "bytes"))
    var limitFileSize: UInt64?

    @Flag(help: "Write lines such as \"progress 0.25\" to the error stream.")
    var progress = false

    @Flag(help: "Print the result, or the error, as JSON.")
    var json = false

    func validate() throws {
        if let rate, !(1000...384_000).contains(rate) {
            throw ValidationError("--rate \(rate) is out of range; give 1000 to 384000.")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs) is out of range; give 1 or more.") }
        if name != nil, input.count > 1 { throw ValidationError("--name goes with a single input.") }
        if let stream, stream < 0 { throw ValidationError("--stream \(stream) is out of range; streams count from 0.") }
        if let dropSilence, !(1...3600).contains(dropSilence) {
            throw ValidationError("--drop-silence \(dropSilence) is out of range; give 1 to 3600 seconds.")
        }
        _ = try settings()
    }

    func run() async throws {
        let cancellation = Cancellation()
        let signals = SignalWatch([SIGINT, SIGTERM, SIGXCPU]) { cancellation.cancel() }
        defer { signals.stop() }
        let meter = ProgressLine(progress ? .lines : json ? .none : .inPlace)
        do {
            ResourceLimits.returnLargeBlocks()
            if !ResourceLimits.forbidNetwork() {
                let warning = "warning: this kernel does not keep decoders off the network\n"
                FileHandle.standardError.write(Data(warning.utf8))
            }
            try ResourceLimits(memory: limitMemory, processorSeconds: limitCPU, fileSize: limitFileSize).apply()
            var chunker = Chunker(
                settings: try settings(), format: format, detector: try speech.chosen(), rate: rate, language: language,
                workers: jobs)
            chunker.stream = stream
            chunker.channels = channels
            chunker.depth = bits
            chunker.dropSilence = dropSilence
            chunker.column = column
            chunker.readsPairs = pairs
            chunker.encoding = encoding
            chunker.writesProbabilities = speech.probabilities
            let inputs = input.map { ChunkInput(path: $0, name: name, kind: kind) }
            let reports = try await chunker.chunk(
                inputs, into: out, cancellation: cancellation, progress: meter.show)
            meter.clear()
            try printResult(reports)
        } catch let error as ChunkingError {
            meter.clear()
            try failure(error, signal: signals.received).report(json: json)
        }
    }

    private func settings() throws -> ChunkingSettings {
        do {
            return try ChunkingSettings(minimum: min, maximum: max, pause: pause)
        } catch {
            throw ValidationError(error.description)
        }
    }

    private func printResult(_ reports: [SourceReport]) throws {
        if json {
            print(try CommandOutput.json(Outcome(out: out, sources: reports)))
            return
        }
        for report in reports {
            let length = report.duration.map { " from \(($0 * 100).rounded() / 100) s" } ?? ""
            let parts = (report.kind == .audio ? "chunk" : "passage") + (report.chunks == 1 ? "" : "s")
            print("\(report.source): \(report.chunks) \(parts)\(length)")
            for warning in report.warnings { print("  warning: \(warning)") }
            for damage in report.decoderErrors { print("  damaged \(damage)") }
        }
        print("Wrote \(out)")
    }

    private func failure(_ error: ChunkingError, signal: Int32?) -> CommandFailure {
        guard signal == SIGXCPU else {
            return CommandFailure(error.code.rawValue, error.description, path: error.path).stopped(by: signal)
        }
        return CommandFailure(
            error.code.rawValue,
            "\(error.path): it takes more than the allowed \(limitCPU ?? 0) s of processor time; raise --limit-cpu",
            path: error.path)
    }
}

/// What `--json` prints.
private struct Outcome: Encodable {
    let out: String
    let sources: [SourceReport]
}

extension SoundFormat: ExpressibleByArgument {}
extension MediaKind: ExpressibleByArgument {}

extension BitDepth: ExpressibleByArgument {}

extension ChannelChoice: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "mix": self = .mix
        case "split": self = .split
        default:
            guard let channel = Int(argument), channel >= 0 else { return nil }
            self = .one(channel)
        }
    }

    public var defaultValueDescription: String { "mix" }
}
