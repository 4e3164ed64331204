internal import QuorumCore

/// The name of an example, the same in every format and every run, safe as a file name anywhere.
///
/// `FILENAME-SHA-ORDINAL`: the start of the source's file name in letters, digits, `-` and `_`; twelve digits of the
/// source's SHA-256; the chunk's position. It holds no dot, because WebDataset cuts a member's name at its first one.
struct ExampleKey {
    private static let maximumNameLength = 40
    /// What all examples of the source share.
    private let prefix: String

    init(in source: Source) {
        prefix = Self.slug(source.filename) + "-" + source.sha256.prefix(12) + "-"
    }

    func key(of chunk: Chunk) -> String { prefix + ShardName.padded(chunk.ordinal, 6) }

    /// A file name without its extension, anything unusual in it become `_`; `source` where nothing is left.
    private static func slug(_ filename: String) -> String {
        var stem = Array(filename.utf8)
        if let slash = stem.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            stem.removeSubrange(...slash)
        }
        if let dot = stem.lastIndex(of: UInt8(ascii: ".")), dot > 0 { stem.removeSubrange(dot...) }
        var slug: [UInt8] = []
        for byte in stem where slug.count < maximumNameLength {
            if isSafe(byte) {
                slug.append(byte)
            } else if slug.last != UInt8(ascii: "_") {
                slug.append(UInt8(ascii: "_"))
            }
        }
        while let last = slug.last, last == UInt8(ascii: "_") || last == UInt8(ascii: "-") { slug.removeLast() }
        let head = slug.prefix { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }.count
        slug.removeFirst(head)
        return slug.isEmpty ? "source" : String(decoding: slug, as: UTF8.self)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
