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
        case sampleRate = "sample_rate"
        case decoderErrors = "decoder_errors"
    }
}
