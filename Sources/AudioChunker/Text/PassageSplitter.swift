/// Splits a text into passages: paragraphs, then sentences, gathered up to a target length.
///
/// Passages cover the text exactly: each begins where the one before ends. None crosses a paragraph's end, and a Markdown
/// heading starts a passage of its own. White space after a passage belongs to it.
struct PassageSplitter {
    let settings: PassageSettings
    let breaker: SentenceBreaker

    /// Ranges of UTF-8 bytes.
    func split(_ text: [UInt8]) -> [Range<Int>] {
        text.withUnsafeBufferPointer { bytes in
            Paragraphs.ranges(in: bytes).flatMap { sentences(bytes, $0) }
        }
    }

    /// Code stays whole, as do a list that is not above the longest length, and else its items.
    func splitMarkdown(_ text: [UInt8]) -> [Range<Int>] {
        text.withUnsafeBufferPointer { bytes in
            MarkdownBlocks.all(in: bytes).flatMap { block in
                switch block.kind {
                case .code, .heading: [block.range]
                case .list: list(bytes, block)
                case .paragraph: sentences(bytes, block.range)
                }
            }
        }
    }

    private func list(_ bytes: UnsafeBufferPointer<UInt8>, _ block: MarkdownBlock) -> [Range<Int>] {
        guard block.range.count > settings.maximum else { return [block.range] }
        var passages: [Range<Int>] = []
        var start = block.range.lowerBound
        for end in block.items.dropFirst() + [block.range.upperBound] {
            if end - start > settings.maximum {
                passages += sentences(bytes, start..<end)
                start = end
            } else if end - start >= settings.target || end == block.range.upperBound {
                passages.append(start..<end)
                start = end
            }
        }
        return passages
    }

    private func sentences(_ bytes: UnsafeBufferPointer<UInt8>, _ paragraph: Range<Int>) -> [Range<Int>] {
        var passages: [Range<Int>] = []
        var start = paragraph.lowerBound
        for end in breaker.ends(in: UnsafeBufferPointer(rebasing: bytes[paragraph])) {
            let sentenceEnd = paragraph.lowerBound + end
            while sentenceEnd - start > settings.maximum {
                let cut = wordEnd(bytes, start, most: start + settings.maximum)
                passages.append(start..<cut)
                start = cut
            }
            if sentenceEnd - start >= settings.target {
                passages.append(start..<sentenceEnd)
                start = sentenceEnd
            }
        }
        guard start < paragraph.upperBound else { return passages }
        if let last = passages.last, bytes[start..<paragraph.upperBound].allSatisfy(Paragraphs.isSpace) {
            passages[passages.count - 1] = last.lowerBound..<paragraph.upperBound
        } else {
            passages.append(start..<paragraph.upperBound)
        }
        return passages
    }

    /// The last place after white space in `start..<most`, else the last one between characters.
    private func wordEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, most: Int) -> Int {
        var cut = most
        while cut > start, !Paragraphs.isSpace(bytes[cut - 1]) { cut -= 1 }
        if cut > start { return cut }
        cut = most
        while cut > start + 1, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }
}

/// Paragraphs: text up to and with the blank lines after it.
enum Paragraphs {
    static func ranges(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var afterBreak = false
        var hasText = false
        for line in lines(in: bytes) {
            let blank = bytes[line].allSatisfy(isSpace)
            let heading = isHeading(bytes[line])
            if !blank, hasText, afterBreak || heading {
                ranges.append(start..<line.lowerBound)
                start = line.lowerBound
                hasText = false
            }
            hasText = hasText || !blank
            afterBreak = blank || heading
        }
        if start < bytes.count { ranges.append(start..<bytes.count) }
        return ranges
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Lines with their line ends.
    static func lines(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(start..<index + 1)
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    static func isHeading(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
        return (1...6).contains(marks) && line.dropFirst(marks).first == UInt8(ascii: " ")
    }
}
