import Foundation
import QuorumCore

/// Splits one text.
struct TextJob {
    /// Where the text of a table stands if nobody says.
    static let standardColumn = "text"

    let chunker: Chunker
    let input: ChunkInput
    let format: TextFormat
    /// Name of the recording that captions belong to.
    var recording: String?

    func split(_ source: SourceIdentity) throws(ChunkingError) -> ChunkManifest {
        guard let content = FileManager.default.contents(atPath: input.path) else {
            throw ChunkingError(
                .unreadable, path: input.name, "it can't be read", remedy: "check the file's permissions")
        }
        let decoded = try TextDecoding([UInt8](content), name: input.name, named: chunker.encoding)
        let text = decoded.text
        guard !text.bytes.allSatisfy(Paragraphs.isSpace) else {
            throw ChunkingError(
                .emptyFile, path: input.name, "it holds nothing but white space", remedy: "give a text with words in it"
            )
        }
        var warnings = decoded.warning.map { [$0] } ?? []
        var records: [TextChunkRecord] = []
        let splitter = PassageSplitter(
            settings: chunker.passages, breaker: try SentenceBreaker(language: chunker.language))
        if chunker.readsPairs {
            for pair in try pairs(in: text) {
                records.append(record(of: pair, number: records.count, source))
            }
            return try manifest(records, decoded: decoded, source: source, warnings: warnings)
        }
        func add(_ text: OffsetText, _ range: Range<Int>, row: Int? = nil) {
            records.append(
                TextChunkRecord(
                    id: "\(source.name)#\(records.count)", source: source.name, sourceSHA256: source.sha256,
                    startByte: Int64(text.original(range.lowerBound)), endByte: Int64(text.original(range.upperBound)),
                    text: text.string(range), row: row, language: source.language))
        }
        switch format {
        case .plain: for range in splitter.split(text.bytes) { add(text, range) }
        case .markdown: for range in splitter.splitMarkdown(text.bytes) { add(text, range) }
        case .subRip, .webVTT:
            let captions = try Captions(text, format: format, name: input.name)
            for (index, caption) in captions.captions.enumerated() {
                add(text, caption.range, row: index + 1)
                records[index].text = caption.text
                records[index].start = caption.start
                records[index].end = caption.end
                records[index].recording = recording
            }
            if captions.skipped > 0 { warnings.append("blocks without cue times passed over: \(captions.skipped)") }
        case .jsonLines, .table:
            let (cells, missing) = try cells(of: text, column: chunker.column ?? Self.standardColumn)
            for (row, cell) in cells where !cell.bytes.allSatisfy(Paragraphs.isSpace) {
                for range in splitter.split(cell.bytes) { add(cell, range, row: row) }
            }
            if missing > 0 { warnings.append("rows without a text passed over: \(missing)") }
        }
        // Running text is covered from its first byte on, a byte order mark included.
        if format == .plain || format == .markdown, !records.isEmpty { records[0].startByte = 0 }
        return try manifest(records, decoded: decoded, source: source, warnings: warnings)
    }

    private func manifest(
        _ records: [TextChunkRecord], decoded: TextDecoding, source: SourceIdentity, warnings: [String]
    ) throws(ChunkingError) -> ChunkManifest {
        guard !records.isEmpty else {
            throw ChunkingError(
                .emptyFile, path: input.name, "there is no text in it", remedy: "give a file with words in it")
        }
        let report = SourceReport(
            kind: .text, source: source.name, sha256: source.sha256, encoding: decoded.encoding, format: format.name,
            chunks: records.count, language: source.language, warnings: warnings, decoderErrors: [])
        return ChunkManifest(source: report, chunks: records.map(ChunkRecord.text))
    }

    private func pairs(in text: OffsetText) throws(ChunkingError) -> [TextPairs.Pair] {
        guard format.isTable else {
            throw ChunkingError(
                .notText, path: input.name, "it is no table, so it holds no pairs of texts",
                remedy: "give a CSV or JSONL file with columns a and b")
        }
        return try TextPairs(name: input.name, column: chunker.column) {
            column throws(ChunkingError) in try cells(of: text, column: column).cells
        }.pairs
    }

    private func record(of pair: TextPairs.Pair, number: Int, _ source: SourceIdentity) -> TextChunkRecord {
        func string(_ text: OffsetText) -> String { text.string(0..<text.bytes.count) }
        var record = TextChunkRecord(
            id: "\(source.name)#\(number)", source: source.name, sourceSHA256: source.sha256,
            startByte: Int64(pair.bytes.lowerBound), endByte: Int64(pair.bytes.upperBound),
            text: pair.text.map(string) ?? "", row: pair.row, language: source.language)
        record.a = string(pair.a)
        record.b = string(pair.b)
        return record
    }

    private func cells(
        of text: OffsetText, column: String
    ) throws(ChunkingError) -> (cells: [(row: Int, text: OffsetText)], missing: Int) {
        if case .table(let separator) = format {
            var table = DelimitedText(text, separator: separator, name: input.name)
            return try table.cells(of: column)
        }
        var lines = JSONLines(text, name: input.name)
        return try lines.cells(of: column)
    }
}
