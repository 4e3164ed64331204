import Foundation
public import QuorumCore

/// One file to cut.
public struct ChunkInput: Sendable, Hashable {
    public let path: String
    /// What records and errors call it; the file's own name unless it is stored under another.
    public let name: String
    /// nil: found by looking.
    public let kind: MediaKind?

    public init(path: String, name: String? = nil, kind: MediaKind? = nil) {
        self.path = path
        self.name = name ?? URL(fileURLWithPath: path).lastPathComponent
        self.kind = kind
    }
}

/// Cuts recordings into chunks at pauses, and texts into passages.
///
/// ```swift
/// let chunker = Chunker(settings: .standard)
/// let reports = try await chunker.chunk([ChunkInput(path: "talk.mp3")], into: "chunks")
/// let manifest = try ChunkManifest.read(directory: "chunks")
/// ```
///
/// Chunks cover their source exactly: each begins where the one before ends, and together they are the decoded stream,
/// sample for sample, or the text, byte for byte. The same input and settings give the same bytes.
public struct Chunker: Sendable {
    public var settings: ChunkingSettings
    public var passages: PassageSettings
    public var format: SoundFormat
    public var detector: SpeechDetector
    /// Whether a `speech.csv` beside a recording's chunks gives its probabilities of speech; it takes the speech model.
    public var writesProbabilities = false
    /// Which audio stream of a recording, counted from 0; nil for the best.
    public var stream: Int?
    public var channels = ChannelChoice.mix
    /// Of the chunks; nil for 24 bits where the source's integers have more than 16, and 16 elsewhere.
    public var depth: BitDepth?
    /// Stretches without speech at least so many seconds long are left out; nil keeps all.
    public var dropSilence: Double?
    /// The column of tables that holds the text; nil for `text`.
    public var column: String?
    /// Whether tables hold pairs of texts to compare: columns `a` and `b` and, where there is one, the column of the text.
    public var readsPairs = false
    /// What texts are encoded in, by a name ICU knows; nil to find out.
    public var encoding: String?
    /// Sample rate of the chunks; nil keeps the source's.
    public var rate: Int?
    /// BCP 47 tag noted in the records and used for sentence rules.
    public var language: String?
    /// Threads that write chunks at a time; the result does not depend on it. With one, a recording is decoded, analysed
    /// and written by a single thread; with more, chunks are written while it is still being decoded.
    public var workers: Int

    /// - Parameter workers: nil for one a processor.
    public init(
        settings: ChunkingSettings = .standard, passages: PassageSettings = .standard, format: SoundFormat = .flac,
        detector: SpeechDetector = .energy(), rate: Int? = nil, language: String? = nil, workers: Int? = nil
    ) {
        self.settings = settings
        self.passages = passages
        self.format = format
        self.detector = detector
        self.rate = rate
        self.language = language
        self.workers = max(1, workers ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Cuts `inputs` on threads of its own and writes `directory`, whole or not at all.
    ///
    /// One input's files stand in `directory` itself: `chunks.jsonl`, `source.json`, sound and waveform files. Each of
    /// several has such a folder in it, named after the input, and `chunks.jsonl` of `directory` lists all chunks.
    ///
    /// When work on several inputs stops early, those that are finished are kept in a hidden folder beside `directory`.
    /// The next run with the same settings takes them over, unless their bytes have changed.
    ///
    /// - Parameter progress: told the share of the work done, 0...1, from any thread.
    /// - Returns: a report for each input, in their order.
    public func chunk(
        _ inputs: [ChunkInput], into directory: String, cancellation: Cancellation = Cancellation(),
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(ChunkingError) -> [SourceReport] {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        returning: Result { () throws(ChunkingError) in
                            try chunkBlocking(inputs, into: directory, cancellation: cancellation, progress: progress)
                        })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }
}
