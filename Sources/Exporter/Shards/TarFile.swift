/// A POSIX ustar archive written member by member.
///
/// The same members in the same order give the same bytes on every machine.
struct TarFile {
    /// The two empty blocks that end an archive.
    static let endLength = Int64(2 * TarHeader.blockSize)

    private let file: OutputFile

    init(creating path: String) throws(ExportError) {
        file = try OutputFile(creating: path)
    }

    func append(name: String, _ bytes: [UInt8]) throws(ExportError) {
        guard let header = TarHeader.block(name: name, size: Int64(bytes.count)) else {
            throw ExportError(
                .format, name, "a tar archive cannot hold a member of this name and size (\(bytes.count) bytes)",
                remedy: "shorten the name to 100 bytes and keep a member under 8 GiB")
        }
        try file.write(header)
        try file.write(bytes)
        try file.write([UInt8](repeating: 0, count: TarHeader.padding(after: Int64(bytes.count))))
    }

    /// Bytes a member takes: header, content, padding.
    static func footprint(of size: Int64) -> Int64 {
        Int64(TarHeader.blockSize) + size + Int64(TarHeader.padding(after: size))
    }

    func finish() throws(ExportError) -> FileDigest {
        try file.write([UInt8](repeating: 0, count: Int(Self.endLength)))
        return try file.finish()
    }
}
