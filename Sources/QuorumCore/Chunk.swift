/// Why a chunk ends where it does.
public enum CutKind: String, Sendable, Codable {
    /// At a pause.
    case pause
    /// No pause came before the longest length.
    case forced
    /// The source ends here.
    case end
}

/// A span of a source.
public struct Chunk: Sendable, Hashable {
    public let id: ChunkID
    public let source: SourceID
    /// Position in the source, from 0.
    public let ordinal: Int
    public let content: ChunkContent

    public init(id: ChunkID, source: SourceID, ordinal: Int, content: ChunkContent) {
        self.id = id
        self.source = source
        self.ordinal = ordinal
        self.content = content
    }
}

public enum ChunkContent: Sendable, Hashable {
    case audio(AudioSpan)
    case text(TextSpan)
}

/// A span of a recording, and the file that holds it.
public struct AudioSpan: Sendable, Hashable {
    public let sampleRate: Int
    /// Samples `[startSample, endSample)` of the decoded stream.
    public let startSample: Int64
    public let endSample: Int64
    /// Seconds on the source's own timeline.
    public let start: Double
    public let end: Double
    public let cut: CutKind
    /// 0...1, how sure the cut at the end is.
    public let confidence: Double
    /// Key of the chunk's FLAC file in the media storage.
    public let mediaKey: String
    public let peakDBFS: Double
    public let rmsDBFS: Double

    public init(
        sampleRate: Int, startSample: Int64, endSample: Int64, start: Double, end: Double, cut: CutKind,
        confidence: Double, mediaKey: String, peakDBFS: Double, rmsDBFS: Double
    ) {
        self.sampleRate = sampleRate
        self.startSample = startSample
        self.endSample = endSample
        self.start = start
        self.end = end
        self.cut = cut
        self.confidence = confidence
        self.mediaKey = mediaKey
        self.peakDBFS = peakDBFS
        self.rmsDBFS = rmsDBFS
    }

    public var duration: Double { Double(endSample - startSample) / Double(sampleRate) }
}

/// UTF-8 bytes `[startByte, endByte)` of a text source.
public struct TextSpan: Sendable, Hashable {
    public let startByte: Int64
    public let endByte: Int64
    /// Of a pair, what both texts respond to; may be empty.
    public let text: String
    /// The texts to compare, of a pairwise task.
    public let pair: TextPair?

    public init(startByte: Int64, endByte: Int64, text: String, pair: TextPair? = nil) {
        self.startByte = startByte
        self.endByte = endByte
        self.text = text
        self.pair = pair
    }
}

/// Two texts of which one may be better.
public struct TextPair: Sendable, Hashable {
    public let a: String
    public let b: String

    public init(a: String, b: String) {
        self.a = a
        self.b = b
    }
}
