public import QuorumCore

/// One line of `chunks.jsonl`.
public enum ChunkRecord: Sendable, Equatable {
    case audio(AudioChunkRecord)
    case text(TextChunkRecord)
}

/// A chunk of a recording and the file that holds it.
public struct AudioChunkRecord: Sendable, Equatable, Codable {
    /// The source's name and the chunk's place in it.
    public var id: String
    /// Name of the source.
    public var source: String
    public var sourceSHA256: String
    /// The source's channel it holds, counted from 0; nil when channels were mixed.
    public var channel: Int?
    public var sampleRate: Int
    /// Samples `[startSample, endSample)` of the decoded stream.
    public var startSample: Int64
    public var endSample: Int64
    /// Seconds on the source's own timeline.
    public var start: Double
    public var end: Double
    /// Of the sound file, relative to the output folder.
    public var path: String
    /// Of the waveform (BBC audiowaveform JSON), relative to the output folder.
    public var peaks: String
    /// Why the chunk ends where it does.
    public var cut: CutKind
    /// Length in seconds of the pause at its end; 0 when forced or at the end.
    public var cutPause: Double
    /// 0...1, how sure it is that the cut at its end goes through no speech.
    public var confidence: Double
    /// Share of the chunk's time that is speech, 0...1.
    public var speechRatio: Double
    /// Digital silence is given as −120.
    public var peakDBFS: Double
    public var rmsDBFS: Double
    /// Speech over background; nil when the chunk lacks either.
    public var snrDB: Double?
    /// Samples at full scale.
    public var clippedSamples: Int
    public var language: String?

    enum CodingKeys: String, CodingKey {
        case id, source, channel, start, end, path, peaks, cut, confidence, language
        case sourceSHA256 = "source_sha256"
        case sampleRate = "sample_rate"
        case startSample = "start_sample"
        case endSample = "end_sample"
        case cutPause = "cut_pause"
        case speechRatio = "speech_ratio"
        case peakDBFS = "peak_dbfs"
        case rmsDBFS = "rms_dbfs"
        case snrDB = "snr_db"
        case clippedSamples = "clipped_samples"
    }

    public var duration: Double { Double(endSample - startSample) / Double(sampleRate) }
}

/// A passage of a text.
public struct TextChunkRecord: Sendable, Equatable, Codable {
    public var id: String
    public var source: String
    public var sourceSHA256: String
    /// Bytes `[startByte, endByte)` of the source as it is stored, whatever its encoding.
    public var startByte: Int64
    public var endByte: Int64
    /// Of a pair, what both texts respond to; may be empty.
    public var text: String
    /// The texts of a pair; nil for other texts.
    public var a: String?
    public var b: String?
    /// Seconds at which a caption shows; nil for other texts.
    public var start: Double?
    public var end: Double?
    /// Name of the recording a caption belongs to, if it was given together with one of the same stem.
    public var recording: String?
    /// Number, from 1, of the caption, or of the row of a table without its header; nil for running text.
    public var row: Int?
    public var language: String?

    enum CodingKeys: String, CodingKey {
        case id, source, text, a, b, language, start, end, recording, row
        case sourceSHA256 = "source_sha256"
        case startByte = "start_byte"
        case endByte = "end_byte"
    }
}

extension ChunkRecord: Codable {
    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: TextChunkRecord.CodingKeys.self)
        if keys.contains(.startByte) {
            self = .text(try TextChunkRecord(from: decoder))
        } else {
            self = .audio(try AudioChunkRecord(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .audio(let record): try record.encode(to: encoder)
        case .text(let record): try record.encode(to: encoder)
        }
    }
}
