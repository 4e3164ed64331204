public import QuorumCore

/// What was found in a source: the content of `source.json`.
public struct SourceReport: Sendable, Equatable, Codable {
    public var kind: MediaKind
    /// The source's name.
    public var source: String
    public var sha256: String
    /// Seconds of decoded sound; nil for a text.
    public var duration: Double?
    /// Of the chunks; nil for a text.
    public var sampleRate: Int?
    /// The source's channels, before they were mixed; nil for a text.
    public var channels: Int?
    /// Which of the audio streams was cut, counted from 0, and how many there are; nil for a text.
    public var stream: Int?
    public var audioStreams: Int?
    /// Of a chunk's samples; nil for a text.
    public var bitDepth: Int?
    /// Stretches without speech that are in no chunk, in time order; with the chunks they are the whole source.
    public var dropped: [DroppedSpan]?
    /// What the bytes of a text were read as; nil for a recording.
    public var encoding: String?
    /// Container and codec, such as `mp3/mp3float`, or `text`.
    public var format: String
    public var chunks: Int
    public var language: String?
    /// What a person should know, such as a file that is cut off.
    public var warnings: [String]
    /// Places that could not be decoded.
    public var decoderErrors: [String]

    enum CodingKeys: String, CodingKey {
        case kind, source, sha256, duration, channels, format, chunks, language, warnings
        case stream, dropped, encoding
        case sampleRate = "sample_rate"
        case audioStreams = "audio_streams"
        case bitDepth = "bit_depth"
        case decoderErrors = "decoder_errors"
    }
}

/// A stretch of a recording that was left out by wish.
public struct DroppedSpan: Sendable, Equatable, Codable {
    /// Samples `[startSample, endSample)` of the decoded stream.
    public var startSample: Int64
    public var endSample: Int64
    /// Seconds on the source's own timeline.
    public var start: Double
    public var end: Double

    enum CodingKeys: String, CodingKey {
        case start, end
        case startSample = "start_sample"
        case endSample = "end_sample"
    }
}
