/// UTF-8 text that knows where each of its bytes stands in the file it came from.
struct OffsetText {
    let bytes: [UInt8]
    /// The offset of each byte's character, and that of the end; nil where bytes stand as they stood in the file.
    private let offsets: [Int]?
    private let base: Int

    init(_ bytes: [UInt8], from base: Int = 0) {
        self.bytes = bytes
        self.base = base
        offsets = nil
    }

    /// - Parameter offsets: one more than there are bytes.
    init(_ bytes: [UInt8], offsets: [Int]) {
        self.bytes = bytes
        self.offsets = offsets
        base = 0
    }

    /// The offset in the file of the byte at `index`, or of the end.
    func original(_ index: Int) -> Int { offsets?[index] ?? base + index }

    subscript(range: Range<Int>) -> OffsetText {
        guard let offsets else { return OffsetText(Array(bytes[range]), from: base + range.lowerBound) }
        return OffsetText(Array(bytes[range]), offsets: Array(offsets[range.lowerBound...range.upperBound]))
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// Collects the bytes of a text that is unescaped, with the places they come from.
struct OffsetTextBuilder {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private let source: OffsetText

    init(_ source: OffsetText) { self.source = source }

    /// Adds what the source holds at `index`, in one byte.
    mutating func append(_ byte: UInt8, at index: Int) {
        bytes.append(byte)
        offsets.append(source.original(index))
    }

    /// Adds a character that an escape at `index` stands for.
    mutating func append(_ scalar: Unicode.Scalar, at index: Int) {
        for byte in String(Character(scalar)).utf8 { append(byte, at: index) }
    }

    /// - Parameter end: where the escaped text ends in the source.
    consuming func text(end: Int) -> OffsetText { OffsetText(bytes, offsets: offsets + [source.original(end)]) }
}
