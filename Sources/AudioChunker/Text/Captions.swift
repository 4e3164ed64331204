/// One caption: when it shows, and where its words stand.
struct Caption {
    let start: Double
    let end: Double
    /// Bytes of its lines, without the last line end.
    let range: Range<Int>
    let text: String
}

/// Reads SRT and WebVTT.
struct Captions {
    private(set) var captions: [Caption] = []
    /// Blocks without a time, which no player shows either.
    private(set) var skipped = 0

    init(_ text: OffsetText, format: TextFormat, name: String) throws(ChunkingError) {
        let bytes = text.bytes
        if format == .webVTT, !bytes.starts(with: Array("WEBVTT".utf8)) {
            throw ChunkingError(
                .notText, path: name, "it is named .vtt but does not begin with WEBVTT",
                remedy: "rename it to .srt if it holds SRT captions")
        }
        var block: [Range<Int>] = []
        let lines = bytes.withUnsafeBufferPointer { Paragraphs.lines(in: $0) }
        for line in lines {
            let content = Self.trimmed(bytes, line)
            if content.isEmpty {
                add(block, bytes, format)
                block = []
            } else {
                block.append(content)
            }
        }
        add(block, bytes, format)
        if captions.isEmpty {
            throw ChunkingError(
                .emptyFile, path: name, "it holds no captions", remedy: "give an SRT or WebVTT file with cue times")
        }
    }

    private mutating func add(_ block: [Range<Int>], _ bytes: [UInt8], _ format: TextFormat) {
        guard let first = block.first else { return }
        let head = String(decoding: bytes[first], as: UTF8.self)
        if format == .webVTT, ["WEBVTT", "NOTE", "STYLE", "REGION"].contains(where: head.hasPrefix) { return }
        // A number or a name may stand before the times.
        guard let place = block.prefix(2).firstIndex(where: { Self.times(bytes[$0]) != nil }),
            let times = Self.times(bytes[block[place]]), times.end >= times.start
        else {
            skipped += 1
            return
        }
        let words = block[(place + 1)...]
        guard let from = words.first?.lowerBound, let to = words.last?.upperBound else { return }
        let plain = Self.plain(bytes[from..<to], entities: format == .webVTT)
        guard !plain.isEmpty else { return }
        captions.append(Caption(start: times.start, end: times.end, range: from..<to, text: plain))
    }

    /// `[HH:]MM:SS,mmm --> [HH:]MM:SS,mmm`, as seconds.
    static func times(_ line: ArraySlice<UInt8>) -> (start: Double, end: Double)? {
        let parts = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count >= 3, parts[1] == "-->", let start = seconds(parts[0]), let end = seconds(parts[2]) else {
            return nil
        }
        return (start, end)
    }

    private static func seconds(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var milliseconds = 0
        for part in parts.dropLast() {
            guard let value = number(part) else { return nil }
            milliseconds = milliseconds * 60 + value * 60_000
        }
        let last = parts[parts.count - 1].split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard last.count == 2, last[1].utf8.count == 3, let whole = number(last[0]), let rest = number(last[1]) else {
            return nil
        }
        return Double(milliseconds + whole * 1000 + rest) / 1000
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.count <= 6 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// The words as they are shown: without tags, styles and, in WebVTT, entities.
    private static func plain(_ bytes: ArraySlice<UInt8>, entities: Bool) -> String {
        var kept: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
            let isTag = byte == UInt8(ascii: "<") && (next == UInt8(ascii: "/") || isLetterOrDigit(next))
            let isStyle = byte == UInt8(ascii: "{") && next == UInt8(ascii: "\\")
            let closing = UInt8(ascii: isTag ? ">" : "}")
            if isTag || isStyle, let end = bytes[index...].firstIndex(of: closing) {
                index = end + 1
            } else {
                if byte != 0x0D { kept.append(byte) }
                index += 1
            }
        }
        var text = String(decoding: kept, as: UTF8.self)
        if entities, text.contains("&") {
            let marks = [
                ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&lrm;", "\u{200E}"), ("&rlm;", "\u{200F}"),
                ("&amp;", "&"),
            ]
            for (entity, character) in marks { text.replace(entity, with: character) }
        }
        return text.allSatisfy(\.isWhitespace) ? "" : text
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
    }

    private static func trimmed(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
        var end = line.upperBound
        while end > line.lowerBound, Paragraphs.isSpace(bytes[end - 1]) { end -= 1 }
        return line.lowerBound..<end
    }
}
