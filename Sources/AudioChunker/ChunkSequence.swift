import DurableFiles
import Foundation
import QuorumCore

/// A chunk of a recording or text with what it holds, without a file.
public struct Chunk: Sendable {
    /// `path` and `peaks` of a recording's chunk are empty: nothing is written.
    public let record: ChunkRecord
    /// The sound, in the upper bits of 32; empty for a text.
    public let samples: [Int32]
}

/// The chunks of one source, in time order, made as they are asked for.
///
/// The first takes as long as decoding the whole recording and planning its cuts does; the others are read back from a
/// temporary file. Cancelling the task that iterates stops the work.
public struct ChunkSequence: AsyncSequence, Sendable {
    public typealias Element = Chunk
    public typealias Failure = ChunkingError

    let chunker: Chunker
    let input: ChunkInput
    let progress: @Sendable (Double) -> Void

    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    public struct Iterator: AsyncIteratorProtocol {
        private let sequence: ChunkSequence
        private let cancellation = Cancellation()
        private var chunks: SourceChunks?
        private var position = 0

        fileprivate init(_ sequence: ChunkSequence) { self.sequence = sequence }

        public mutating func next() async throws(ChunkingError) -> Chunk? {
            try await next(isolation: nil)
        }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ChunkingError) -> Chunk? {
            let (sequence, cancellation, ready, place) = (sequence, cancellation, chunks, position)
            let result: Result<Step, ChunkingError> = await withTaskCancellationHandler {
                await onThread { () throws(ChunkingError) -> Step in
                    try cancellation.check(sequence.input.name)
                    let chunks = if let ready { ready } else { try SourceChunks(sequence, cancellation) }
                    return Step(chunks: chunks, chunk: try chunks.chunk(at: place))
                }
            } onCancel: {
                cancellation.cancel()
            }
            let step = try result.get()
            chunks = step.chunks
            position += 1
            return step.chunk
        }
    }
}

extension Chunker {
    /// The chunks of one source, to use without writing files.
    ///
    /// ```swift
    /// for try await chunk in Chunker().chunks(of: ChunkInput(path: "talk.mp3")) {
    ///     guard case .audio(let record) = chunk.record else { continue }
    ///     print(record.start, record.end, chunk.samples.count)
    /// }
    /// ```
    ///
    /// - Parameter progress: told the share of the decoding that is done, 0...1, from any thread.
    public func chunks(
        of input: ChunkInput, progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) -> ChunkSequence {
        ChunkSequence(chunker: self, input: input, progress: progress)
    }
}

/// A source and one of its chunks.
private struct Step: Sendable {
    let chunks: SourceChunks
    let chunk: Chunk?
}

/// A source made ready to give its chunks one by one.
private final class SourceChunks: Sendable {
    private enum Content: Sendable {
        case audio(AnalysedRecording, ChunkRecorder, ChunkEncoder)
        case text([ChunkRecord])
    }

    private let content: Content

    init(_ sequence: ChunkSequence, _ cancellation: Cancellation) throws(ChunkingError) {
        let (chunker, input) = (sequence.chunker, sequence.input)
        let bytes = try SourceSniffer(input, encoding: chunker.encoding)
        let isAudio = try bytes.kind(of: input) == .audio
        let source = SourceIdentity(
            name: input.name, sha256: try bytes.digest(cancellation), language: chunker.language)
        guard isAudio else {
            let job = TextJob(chunker: chunker, input: input, format: bytes.textFormat(of: input))
            content = .text(try job.split(source).chunks)
            return
        }
        let place = NSTemporaryDirectory() + "/quorum-chunks-\(UUID().uuidString)"
        let folder = try writing { () throws(FileError) in try StagedFolder(for: place) }
        let job = SourceJob(
            chunker: chunker, input: input, folder: folder.path, pathPrefix: "", workers: 1, cancellation: cancellation,
            progress: sequence.progress)
        let spool = try SampleSpool(path: "\(folder.path)/.samples")
        let recording = try job.analyse(spool, write: nil)
        let stream = recording.stream
        content = .audio(
            recording, job.recorder(recording, source),
            job.encoder(spool, stream.layout, rate: stream.timeline.sampleRate))
    }

    func chunk(at position: Int) throws(ChunkingError) -> Chunk? {
        switch content {
        case .text(let records):
            return records.indices.contains(position) ? Chunk(record: records[position], samples: []) : nil
        case .audio(let recording, let recorder, let encoder):
            let (ordinal, channel) = position.quotientAndRemainder(dividingBy: recording.stream.layout.channels)
            guard ordinal < recording.chunks.count else { return nil }
            let chunk = recording.chunks[ordinal]
            let speech = SpeechFrames(recording.isSpeech, covering: chunk.samples, rate: encoder.rate)
            let (samples, levels) = try encoder.read(chunk.samples, channel: channel, speech)
            let record = recorder.record(of: chunk, ordinal: ordinal, channel: channel, levels)
            return Chunk(record: .audio(record), samples: samples)
        }
    }
}

extension ChunkEncoder {
    /// One channel of a chunk, in the upper bits of 32, and its levels.
    fileprivate func read(
        _ range: Range<Int64>, channel: Int, _ speech: SpeechFrames
    ) throws(ChunkingError) -> ([Int32], ChunkLevels) {
        var samples: [Int32] = []
        samples.reserveCapacity(range.count)
        var meter = LevelMeter(speech, rate: rate, start: range.lowerBound)
        try ChannelReader(spool, layout).forEachBlock(of: range, channel: channel) { (block) throws(ChunkingError) in
            if let deep = block.deep { samples += deep } else { samples += block.samples.lazy.map { Int32($0) << 16 } }
            meter.add(block.samples)
        }
        return (samples, meter.levels)
    }
}

/// Runs work that blocks on a thread of its own.
func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws(ChunkingError) -> Value
) async -> Result<Value, ChunkingError> {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: Result { () throws(ChunkingError) in try work() }) }
    }
}
