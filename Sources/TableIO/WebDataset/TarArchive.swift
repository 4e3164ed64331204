internal import Glibc

/// The members of a tar file: POSIX ustar, with the long names of pax and GNU.
///
/// Compressed archives are not read. Folders and devices are passed over; a link is the earlier member that it names.
struct TarArchive: ~Copyable {
    /// A regular file in the archive; its bytes are `range` of the archive's.
    struct Member {
        let name: String
        let range: Range<Int>
    }

    private static let blockLength = 512
    /// Names and pax records beyond this are not believed.
    private static let longestHeader: Int = 1 << 20
    private static let pieceLength = 1 << 20

    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(TableError) {
        descriptor = try InputFile.descriptor(of: path)
        self.path = path
    }

    deinit { close(descriptor) }

    func bytes(_ range: Range<Int>) throws(TableError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { target in
                pread(descriptor, target.baseAddress! + filled, target.count - filled, range.lowerBound + filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw cutOff(at: range.lowerBound) }
            filled += count
        }
        return bytes
    }

    /// Gives the bytes one after another, so that a member may be larger than the memory.
    func forEachPiece(_ range: Range<Int>, _ body: ([UInt8]) -> Void) throws(TableError) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start + Self.pieceLength)
            body(try bytes(start..<end))
            start = end
        }
    }

    /// Gives the regular files in the archive's order.
    func forEachMember(_ body: (Member) throws(TableError) -> Void) throws(TableError) {
        var position: Int = 0
        var longName: String?
        var longLink: String?
        var longSize: Int?
        var known: [String: Range<Int>] = [:]
        while let header = try header(at: position) {
            position += Self.blockLength
            let size = longSize ?? header.size
            guard size >= 0, size < .max / 4 else { throw damaged("a size that cannot be", at: position) }
            let range = position..<position + size
            switch header.kind {
            case UInt8(ascii: "x"), UInt8(ascii: "L"), UInt8(ascii: "K"):
                guard size <= Self.longestHeader else { throw damaged("a header of \(size) bytes", at: position) }
                let content = try bytes(range)
                if header.kind == UInt8(ascii: "L") {
                    longName = String(decoding: content.prefix { $0 != 0 }, as: UTF8.self)
                } else if header.kind == UInt8(ascii: "K") {
                    longLink = String(decoding: content.prefix { $0 != 0 }, as: UTF8.self)
                } else {
                    let records = PaxRecords(content)
                    longName = records.path ?? longName
                    longLink = records.link ?? longLink
                    longSize = records.size
                }
            default:
                let name = longName ?? header.name
                if !name.hasSuffix("/"), [0, UInt8(ascii: "0"), UInt8(ascii: "7")].contains(header.kind) {
                    try checkEnd(range)
                    known[name] = range
                    try body(Member(name: name, range: range))
                } else if [UInt8(ascii: "1"), UInt8(ascii: "2")].contains(header.kind) {
                    let link = longLink ?? header.link
                    let target = header.kind == UInt8(ascii: "1") ? link : Self.path(link, from: name)
                    guard let linked = known[target] else {
                        throw TableError(
                            .malformed, path,
                            "member '\(name)' is a link to '\(link)', which is not before it; pack the archive without links"
                        )
                    }
                    known[name] = linked
                    try body(Member(name: name, range: linked))
                }
                (longName, longLink, longSize) = (nil, nil, nil)
            }
            position += (size + 511) / 512 * 512
        }
    }

    private struct Header {
        let name: String
        let size: Int
        let kind: UInt8
        /// What a link names.
        let link: String
    }

    /// nil at the end of the archive: two blocks of zeros, or where the file ends.
    private func header(at position: Int) throws(TableError) -> Header? {
        var block = [UInt8](repeating: 0, count: Self.blockLength)
        let count = block.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, position) }
        if count == 0, position > 0, position == lseek(descriptor, 0, SEEK_END) { return nil }
        guard count == Self.blockLength else { throw cutOff(at: position) }
        if block.allSatisfy({ $0 == 0 }) { return nil }
        let stated = Self.octal(block[148..<156])
        let sum = block.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 32 : Int($1.element)) }
        guard stated == sum else {
            throw damaged(
                position == 0 ? "no tar header (a compressed archive must be unpacked first)" : "a damaged header",
                at: position)
        }
        let size = block[124] & 0x80 != 0 ? Self.binary(block[125..<136]) : Self.octal(block[124..<136])
        guard let size else { throw damaged("a size that is no number", at: position) }
        var name = Self.text(block[0..<100])
        if block[257..<262].elementsEqual("ustar".utf8), block[262] == 0 {
            let prefix = Self.text(block[345..<500])
            if !prefix.isEmpty { name = prefix + "/" + name }
        }
        return Header(name: name, size: size, kind: block[156], link: Self.text(block[157..<257]))
    }

    /// What a symbolic link names: a path from the folder of the link.
    private static func path(_ link: String, from name: String) -> String {
        var parts = name.split(separator: "/").dropLast()
        for part in link.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private func checkEnd(_ range: Range<Int>) throws(TableError) {
        guard !range.isEmpty else { return }
        var byte: UInt8 = 0
        guard pread(descriptor, &byte, 1, range.upperBound - 1) == 1 else { throw cutOff(at: range.lowerBound) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.drop { $0 == .space }.prefix { $0 != 0 && $0 != .space }
        return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func binary(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private func damaged(_ what: String, at position: Int) -> TableError {
        TableError(.malformed, path, "there is \(what) at byte \(position); get a fresh copy")
    }

    private func cutOff(at position: Int) -> TableError {
        TableError(.malformed, path, "the archive is cut off after byte \(position); get a fresh copy")
    }
}

/// The records `LENGTH KEY=VALUE\n` that stand before a member in pax archives.
private struct PaxRecords {
    private(set) var path: String?
    private(set) var link: String?
    private(set) var size: Int?

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let space = rest.firstIndex(of: .space),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > 0, length <= rest.count
        {
            let record = rest.prefix(length).dropFirst(space + 1 - rest.startIndex).dropLast()
            rest = rest.dropFirst(length)
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = String(decoding: record[(equals + 1)...], as: UTF8.self)
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": path = value
            case "linkpath": link = value
            case "size": size = Int(value)
            default: break
            }
        }
    }
}
