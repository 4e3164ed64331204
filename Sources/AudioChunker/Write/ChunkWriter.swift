import Foundation
import Synchronization

/// Writes the planned chunks of one recording, several at a time.
struct ChunkWriter: Sendable {
    static let blockLength: Int64 = 1 << 16

    let spool: SampleSpool
    let stream: DecodedStream
    let isSpeech: [Bool]
    let format: SoundFormat
    let folder: String
    /// What the paths in the records begin with: empty, or the source's folder and a slash.
    let pathPrefix: String
    let source: SourceIdentity
    let cancellation: Cancellation

    /// - Returns: the records in the order of the chunks, whatever the number of workers.
    func write(_ chunks: [PlannedChunk], workers: Int) throws(ChunkingError) -> [AudioChunkRecord] {
        let results = Mutex([Result<AudioChunkRecord, ChunkingError>?](repeating: nil, count: chunks.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, chunks.count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < chunks.count else { return }
                let result = Result { () throws(ChunkingError) in try write(chunks[index], ordinal: index) }
                results.withLock { $0[index] = result }
                if case .failure = result { next.store(chunks.count, ordering: .relaxed) }
            }
        }
        var records: [AudioChunkRecord] = []
        var missing: ChunkingError?
        for result in results.withLock({ $0 }) {
            switch result {
            case .success(let record): records.append(record)
            case .failure(let error): missing = missing ?? error
            case nil: continue
            }
        }
        if let missing { throw missing }
        return records
    }

    private func write(_ chunk: PlannedChunk, ordinal: Int) throws(ChunkingError) -> AudioChunkRecord {
        let rate = stream.timeline.sampleRate
        let digits = String(ordinal)
        let name = "chunk-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let sound = SoundFileName(name: name, format: format)
        let file = try SoundFile(creating: "\(folder)/\(sound.file)", format: format, sampleRate: rate)
        var meter = LevelMeter(isSpeech: isSpeech, rate: rate, start: chunk.samples.lowerBound)
        var peaks = WaveformPeaks(sampleRate: rate)
        var position = chunk.samples.lowerBound
        while position < chunk.samples.upperBound {
            try cancellation.check(source.name)
            let end = min(position + Self.blockLength, chunk.samples.upperBound)
            let block = try spool.read(position..<end)
            try file.write(block)
            meter.add(block)
            peaks.add(block)
            position = end
        }
        try file.finish()
        try writeFile("\(folder)/\(sound.peaks)", Data(peaks.json().utf8))
        return AudioChunkRecord(
            id: "\(source.name)#\(ordinal)", source: source.name, sourceSHA256: source.sha256, sampleRate: rate,
            startSample: chunk.samples.lowerBound, endSample: chunk.samples.upperBound,
            start: microseconds(stream.timeline.seconds(atStartOf: chunk.samples.lowerBound)),
            end: microseconds(stream.timeline.seconds(atEndBefore: chunk.samples.upperBound)),
            path: pathPrefix + sound.file, peaks: pathPrefix + sound.peaks, cut: chunk.cut, cutPause: chunk.cutPause,
            confidence: (chunk.confidence * 1000).rounded() / 1000, speechRatio: meter.speechRatio,
            peakDBFS: meter.peakDBFS, rmsDBFS: meter.rmsDBFS, snrDB: meter.snrDB, clippedSamples: meter.clippedSamples,
            language: source.language)
    }

    private func microseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
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
