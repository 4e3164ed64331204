internal import QuorumCore

/// One row of a version, with the name it goes by in every export.
///
/// It is handed on many times and holds many texts, each of which a copy of a structure would count.
final class Example: Sendable {
    let key: String
    let ordinal: Int
    let split: Split
    let group: String
    let chunk: Chunk
    let source: Source
    let label: ConsensusLabel

    init(
        key: String, ordinal: Int, split: Split, group: String, chunk: Chunk, source: Source, label: ConsensusLabel
    ) {
        self.key = key
        self.ordinal = ordinal
        self.split = split
        self.group = group
        self.chunk = chunk
        self.source = source
        self.label = label
    }

    var audio: AudioSpan? {
        if case .audio(let span) = chunk.content { span } else { nil }
    }

    /// The text that was labeled; nil for a recording.
    var passage: TextSpan? {
        if case .text(let span) = chunk.content { span } else { nil }
    }

    /// Where the chunk lies in its source: seconds of a recording, bytes of a text.
    var bounds: (start: Double, end: Double) {
        switch chunk.content {
        case .audio(let span): (span.start, span.end)
        case .text(let span): (Double(span.startByte), Double(span.endByte))
        }
    }

    /// How an error names the example.
    var chunkDescription: String {
        switch chunk.content {
        case .audio(let span): "chunk \(chunk.id) of \"\(source.filename)\" (\(span.start) s to \(span.end) s)"
        case .text(let span): "chunk \(chunk.id) of \"\(source.filename)\" (bytes \(span.startByte) to \(span.endByte))"
        }
    }
}
