import Foundation
import Synchronization

/// Writes the planned chunks of one recording, several at a time.
struct ChunkWriter: Sendable {
    static let blockLength: Int64 = 1 << 16

    let spool: SampleSpool
    let stream: DecodedStream
    let isSpeech: [Bool]
    /// The channel that alone was decoded, if one was.
    let picked: Int?
    let format: SoundFormat
    let folder: String
    /// What the paths in the records begin with: empty, or the source's folder and a slash.
    let pathPrefix: String
    let source: SourceIdentity
    let cancellation: Cancellation

    /// - Returns: the records in the order of the chunks, then of the channels, whatever the number of workers.
    func write(_ chunks: [PlannedChunk], workers: Int) throws(ChunkingError) -> [AudioChunkRecord] {
        let results = Mutex([Result<[AudioChunkRecord], ChunkingError>?](repeating: nil, count: chunks.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, chunks.count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < chunks.count else { return }
                let result = Result { () throws(ChunkingError) in
                    try (0..<stream.layout.channels).map { (channel) throws(ChunkingError) in
                        try write(chunks[index], ordinal: index, channel: channel)
                    }
                }
                results.withLock { $0[index] = result }
                if case .failure = result { next.store(chunks.count, ordering: .relaxed) }
            }
        }
        var records: [AudioChunkRecord] = []
        var missing: ChunkingError?
        for result in results.withLock({ $0 }) {
            switch result {
            case .success(let written): records += written
            case .failure(let error): missing = missing ?? error
            case nil: continue
            }
        }
        if let missing { throw missing }
        return records
    }

    private func write(
        _ chunk: PlannedChunk, ordinal: Int, channel: Int
    ) throws(ChunkingError) -> AudioChunkRecord {
        let rate = stream.timeline.sampleRate
        let digits = String(ordinal)
        let side = stream.layout.channels > 1 ? "-c\(channel)" : ""
        let name = "chunk-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + side
        let sound = SoundFileName(name: name, format: format)
        let file = try SoundFile(
            creating: "\(folder)/\(sound.file)", format: format, depth: stream.layout.depth, sampleRate: rate)
        var meter = LevelMeter(isSpeech: isSpeech, rate: rate, start: chunk.samples.lowerBound)
        var peaks = WaveformPeaks(sampleRate: rate)
        try forEachBlock(of: chunk.samples, channel: channel) { (block, deep) throws(ChunkingError) in
            if let deep { try file.write(deep) } else { try file.write(block) }
            meter.add(block)
            peaks.add(block)
        }
        try file.finish()
        peaks.finish()
        try writeFile("\(folder)/\(sound.peaks)", [peaks].json())
        var record = record(of: chunk, ordinal: ordinal, channel: channel, meter)
        record.path = pathPrefix + sound.file
        record.peaks = pathPrefix + sound.peaks
        return record
    }

    /// Gives one channel's samples of a chunk, with 16 bits and, where there are more, with all of them.
    func forEachBlock(
        of samples: Range<Int64>, channel: Int,
        _ body: (_ block: [Int16], _ deep: [Int32]?) throws(ChunkingError) -> Void
    ) throws(ChunkingError) {
        let layout = stream.layout
        var position = samples.lowerBound
        while position < samples.upperBound {
            try cancellation.check(source.name)
            let end = min(position + Self.blockLength, samples.upperBound)
            if layout == SampleLayout() {
                try body(try spool.mono(position..<end, layout), nil)
            } else {
                let bytes = try spool.read(position..<end, layout)
                let deep = bytes.withUnsafeBytes { layout.channel(channel, of: $0) }
                try body(deep.map { Int16($0 >> 16) }, layout.depth == .sixteen ? nil : deep)
            }
            position = end
        }
    }

    /// The record of a chunk that is stored nowhere yet.
    func record(of chunk: PlannedChunk, ordinal: Int, channel: Int, _ meter: LevelMeter) -> AudioChunkRecord {
        let isSplit = stream.layout.channels > 1
        return AudioChunkRecord(
            id: "\(source.name)#\(ordinal)\(isSplit ? "c\(channel)" : "")", source: source.name,
            sourceSHA256: source.sha256, channel: isSplit ? channel : picked, sampleRate: stream.timeline.sampleRate,
            startSample: chunk.samples.lowerBound, endSample: chunk.samples.upperBound,
            start: microseconds(stream.timeline.seconds(atStartOf: chunk.samples.lowerBound)),
            end: microseconds(stream.timeline.seconds(atEndBefore: chunk.samples.upperBound)), path: "", peaks: "",
            cut: chunk.cut, cutPause: chunk.cutPause, confidence: (chunk.confidence * 1000).rounded() / 1000,
            speechRatio: meter.speechRatio, peakDBFS: meter.peakDBFS, rmsDBFS: meter.rmsDBFS, snrDB: meter.snrDB,
            clippedSamples: meter.clippedSamples, language: source.language)
    }
}

/// The files of one chunk.
private struct SoundFileName {
    let name: String
    let format: SoundFormat

    var file: String { "\(name).\(format.rawValue)" }
    var peaks: String { "\(name).peaks.json" }
}

/// How records name a source.
struct SourceIdentity: Sendable {
    let name: String
    let sha256: String
    let language: String?
}

/// Rounds seconds for a record.
func microseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
