/// The 512-byte header of one member of a POSIX ustar archive.
///
/// Everything that could differ between two runs is fixed: mode 0444, owner and group 0, no owner names, time 0.
enum TarHeader {
    static let blockSize = 512
    /// The largest size eleven octal digits hold.
    static let maximumSize: Int64 = 0o77_777_777_777

    /// - Returns: nil when the name is longer than 100 bytes and has no slash to divide it at, or the size does not
    ///   fit the header.
    static func block(name: String, size: Int64) -> [UInt8]? {
        guard size >= 0, size <= maximumSize, let (prefix, base) = divided(Array(name.utf8)) else { return nil }
        var block = [UInt8](repeating: 0, count: blockSize)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in bytes.enumerated() { block[offset + index] = byte }
        }
        put(base, at: 0)
        put(octal(0o444, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put(repeatElement(UInt8(ascii: " "), count: 8), at: 148)
        block[156] = UInt8(ascii: "0")
        put("ustar".utf8, at: 257)
        put("00".utf8, at: 263)
        put(octal(0, digits: 7), at: 329)
        put(octal(0, digits: 7), at: 337)
        put(prefix, at: 345)
        let checksum = block.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(checksum, digits: 6), at: 148)
        block[154] = 0
        return block
    }

    /// Zero bytes that fill up the last block of a member.
    static func padding(after size: Int64) -> Int {
        let rest = Int(size % Int64(blockSize))
        return rest == 0 ? 0 : blockSize - rest
    }

    /// Divides a name at a slash into at most 155 bytes of prefix and at most 100 bytes of name.
    private static func divided(_ name: [UInt8]) -> (prefix: ArraySlice<UInt8>, base: ArraySlice<UInt8>)? {
        guard !name.isEmpty, !name.contains(0) else { return nil }
        if name.count <= 100 { return (name[..<0], name[...]) }
        for slash in name.indices.reversed() where name[slash] == UInt8(ascii: "/") && (1...155).contains(slash) {
            let base = name[(slash + 1)...]
            if (1...100).contains(base.count) { return (name[..<slash], base) }
        }
        return nil
    }

    private static func octal(_ value: Int64, digits: Int) -> [UInt8] {
        let text = Array(String(value, radix: 8).utf8)
        return repeatElement(UInt8(ascii: "0"), count: digits - text.count) + text
    }
}
