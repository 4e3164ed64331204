import Foundation

/// Looks at the outermost boxes of an MP4 or QuickTime file to say what a broken one lacks.
enum MP4Boxes {
    /// What is missing, or nil when this is no MP4 file or nothing is missing.
    static func damage(path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd() else { return nil }
        var offset: UInt64 = 0
        var index = 0
        while offset + 8 <= size {
            guard (try? file.seek(toOffset: offset)) != nil, let header = try? file.read(upToCount: 16),
                header.count >= 8
            else { return nil }
            let type = String(decoding: header[4..<8], as: UTF8.self)
            if index == 0, !["ftyp", "moov", "mdat", "wide", "free", "skip"].contains(type) { return nil }
            if type == "moov", offset + bigEndian(header[0..<4]) <= size { return nil }
            var length = bigEndian(header[0..<4])
            if length == 1, header.count == 16 { length = bigEndian(header[8..<16]) }
            if length == 0 { length = size - offset }
            guard length >= 8 else { return nil }
            if length > size - offset {
                return "it is cut off after \(size) bytes, inside its \"\(type)\" part, and its index (moov) is missing"
            }
            offset += length
            index += 1
        }
        return index > 0 ? "it is cut off: its index (moov) is missing" : nil
    }

    private static func bigEndian(_ bytes: Data) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
