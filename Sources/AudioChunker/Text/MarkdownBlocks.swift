/// A block of a Markdown text with the blank lines after it.
struct MarkdownBlock: Equatable {
    enum Kind: Equatable { case paragraph, heading, code, list }

    let kind: Kind
    let range: Range<Int>
    /// Where the items of a list begin.
    var items: [Int] = []
}

/// Divides Markdown into blocks, line by line, after CommonMark's rules for where blocks begin and end.
struct MarkdownBlocks {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var blocks: [MarkdownBlock] = []
    private var kind: MarkdownBlock.Kind?
    private var start = 0
    private var items: [Int] = []
    private var isAfterBlank = false
    /// The marks that opened a fenced code block.
    private var fence: (mark: UInt8, count: Int)?

    static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [MarkdownBlock] {
        var reader = MarkdownBlocks(bytes: bytes)
        for line in Paragraphs.lines(in: bytes) { reader.add(line) }
        reader.close(at: bytes.count)
        return reader.blocks
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func add(_ line: Range<Int>) {
        if let fence {
            if let found = Self.fence(bytes[line]), found.mark == fence.mark, found.count >= fence.count, found.isBare {
                self.fence = nil
                isAfterBlank = kind == .code
            }
            return
        }
        if bytes[line].allSatisfy(Paragraphs.isSpace) {
            isAfterBlank = true
            return
        }
        defer { isAfterBlank = kind == .heading }
        let indent = Self.indent(bytes[line])
        let isInList = kind == .list && (indent >= 2 || !isAfterBlank)
        if let found = Self.fence(bytes[line]) {
            if !(kind == .list && indent >= 2) { begin(.code, line) }
            fence = (found.mark, found.count)
        } else if Paragraphs.isHeading(bytes[line]) {
            begin(.heading, line)
        } else if Self.isItem(bytes[line]), indent < 4 || isInList {
            if kind != .list { begin(.list, line) }
            if indent < 2 || items.isEmpty { items.append(line.lowerBound) }
        } else if isInList {
            return
        } else if indent >= 4, kind == .code || kind == nil || isAfterBlank {
            if kind != .code { begin(.code, line) }
        } else if kind != .paragraph || isAfterBlank {
            begin(.paragraph, line)
        }
    }

    private mutating func begin(_ kind: MarkdownBlock.Kind, _ line: Range<Int>) {
        close(at: line.lowerBound)
        self.kind = kind
    }

    private mutating func close(at end: Int) {
        // Blank lines before the first block belong to it.
        guard let kind, end > start else { return }
        blocks.append(MarkdownBlock(kind: kind, range: start..<end, items: items))
        start = end
        items = []
        self.kind = nil
    }

    private static func indent(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var columns = 0
        for byte in line {
            if byte == 0x20 { columns += 1 } else if byte == 0x09 { columns += 4 - columns % 4 } else { break }
        }
        return columns
    }

    private static func fence(
        _ line: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (mark: UInt8, count: Int, isBare: Bool)? {
        let body = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard let mark = body.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let count = body.prefix { $0 == mark }.count
        let rest = body.dropFirst(count)
        guard count >= 3, mark == UInt8(ascii: "~") || !rest.contains(mark) else { return nil }
        return (mark, count, rest.allSatisfy(Paragraphs.isSpace))
    }

    private static func isItem(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let body = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard let first = body.first else { return false }
        if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(first) {
            return body.dropFirst().first.map(Paragraphs.isSpace) ?? false
        }
        let digits = body.prefix { (0x30...0x39).contains($0) }.count
        guard (1...9).contains(digits) else { return false }
        let rest = body.dropFirst(digits)
        guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")") else { return false }
        return rest.dropFirst().first.map(Paragraphs.isSpace) ?? false
    }
}
