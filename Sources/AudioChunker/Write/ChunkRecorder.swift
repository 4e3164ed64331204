import Foundation

/// Makes the records of a recording's chunks.
struct ChunkRecorder: Sendable {
    let stream: DecodedStream
    let format: SoundFormat
    /// The channel that alone was decoded, if one was.
    let picked: Int?
    /// What the paths in the records begin with: empty, or the source's folder and a slash.
    let pathPrefix: String
    let source: SourceIdentity

    /// The records in the order of the chunks, then of the channels.
    ///
    /// - Parameter levels: of each chunk's channels.
    func records(_ chunks: [PlannedChunk], _ levels: [[ChunkLevels]]) -> [AudioChunkRecord] {
        zip(chunks, levels).enumerated().flatMap { ordinal, written in
            written.1.enumerated().map { channel, levels in
                let name = ChunkFiles.name(ordinal, channel, of: stream.layout)
                let files = ChunkFiles(stem: pathPrefix + name, format: format)
                var record = record(of: written.0, ordinal: ordinal, channel: channel, levels)
                record.path = files.sound
                record.peaks = files.peaks
                return record
            }
        }
    }

    /// The record of a chunk that is stored nowhere.
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
