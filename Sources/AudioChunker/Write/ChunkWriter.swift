import Foundation
import Synchronization

/// Writes the planned chunks of one recording, several at a time.
struct ChunkWriter: Sendable {
    let encoder: ChunkEncoder
    let stream: DecodedStream
    /// Of the whole recording.
    let speech: SpeechFrames
    /// The channel that alone was decoded, if one was.
    let picked: Int?
    let folder: String
    /// What the paths in the records begin with: empty, or the source's folder and a slash.
    let pathPrefix: String
    let source: SourceIdentity

    /// - Parameter early: what was written before all of the plan was known.
    /// - Returns: the records in the order of the chunks, then of the channels, whatever the number of workers.
    func write(
        _ chunks: [PlannedChunk], workers: Int, early: EarlyChunks?
    ) throws(ChunkingError) -> [AudioChunkRecord] {
        let results = Mutex([Result<[AudioChunkRecord], ChunkingError>?](repeating: nil, count: chunks.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, chunks.count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < chunks.count else { return }
                let result = Result { () throws(ChunkingError) in
                    try (0..<stream.layout.channels).map { (channel) throws(ChunkingError) in
                        try write(chunks[index], ordinal: index, channel: channel, early)
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
        _ chunk: PlannedChunk, ordinal: Int, channel: Int, _ early: EarlyChunks?
    ) throws(ChunkingError) -> AudioChunkRecord {
        let digits = String(ordinal)
        let side = stream.layout.channels > 1 ? "-c\(channel)" : ""
        let name = "chunk-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + side
        let levels =
            if let done = early?.take(chunk.samples, channel: channel, speech, as: "\(folder)/\(name)") {
                done
            } else {
                try encoder.encode(chunk.samples, channel: channel, speech, to: "\(folder)/\(name)")
            }
        let files = ChunkFiles(stem: pathPrefix + name, format: encoder.format)
        var record = record(of: chunk, ordinal: ordinal, channel: channel, levels)
        record.path = files.sound
        record.peaks = files.peaks
        return record
    }

    /// The record of a chunk that is stored nowhere yet.
    func record(of chunk: PlannedChunk, ordinal: Int, channel: Int, _ levels: ChunkLevels) -> AudioChunkRecord {
        let isSplit = stream.layout.channels > 1
        return AudioChunkRecord(
            id: "\(source.name)#\(ordinal)\(isSplit ? "c\(channel)" : "")", source: source.name,
            sourceSHA256: source.sha256, channel: isSplit ? channel : picked, sampleRate: stream.timeline.sampleRate,
            startSample: chunk.samples.lowerBound, endSample: chunk.samples.upperBound,
            start: microseconds(stream.timeline.seconds(atStartOf: chunk.samples.lowerBound)),
            end: microseconds(stream.timeline.seconds(atEndBefore: chunk.samples.upperBound)), path: "", peaks: "",
            cut: chunk.cut, cutPause: chunk.cutPause, confidence: (chunk.confidence * 1000).rounded() / 1000,
            speechRatio: levels.speechRatio, peakDBFS: levels.peakDBFS, rmsDBFS: levels.rmsDBFS, snrDB: levels.snrDB,
            clippedSamples: levels.clippedSamples, language: source.language)
    }
}

/// How records name a source.
struct SourceIdentity: Sendable {
    let name: String
    let sha256: String
    let language: String?
}

/// Rounds seconds for a record.
func microseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
