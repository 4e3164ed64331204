import Foundation

/// What the edit lists of an MP4 or QuickTime file's audio tracks say (ISO/IEC 14496-12, 8.6.6).
///
/// libavformat applies edit lists to its table of all packets by making a second one. For a long recording whose edits
/// only say where it begins and what is priming, that is megabytes an hour for the same samples.
enum MP4EditLists {
    /// Whether all there are leave out priming at the start and less than a packet at the end, of AAC.
    static func arePlain(path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd(), let movie = box("moov", in: 0..<size, of: file),
            let movieScale = box("mvhd", in: movie, of: file).flatMap({ clock(at: $0, of: file)?.scale })
        else { return false }
        let tracks = boxes(in: movie, of: file).filter { $0.type == "trak" }.compactMap {
            AudioTrack($0.content, of: file)
        }
        return !tracks.isEmpty && tracks.allSatisfy { $0.isPlain(movieScale: movieScale) }
    }

    /// Packets that an encoder's priming takes at most.
    private static let mostPriming = 3.0

    private struct AudioTrack {
        let isAAC: Bool
        /// Hertz, as the sample entry has it: 0 where it holds no such number.
        let sampleRate: UInt64
        let packets: UInt64
        /// Of the media: units a second, and units.
        let clock: (scale: UInt64, duration: UInt64)
        let edits: [Edit]

        /// Units of the movie and of the media; `start` is nil for silence.
        struct Edit {
            let duration: UInt64
            let start: UInt64?
            let isAtOwnSpeed: Bool
        }

        /// nil for a track that holds no audio.
        init?(_ track: Range<UInt64>, of file: FileHandle) {
            guard let media = box("mdia", in: track, of: file), let handler = box("hdlr", in: media, of: file),
                read(12, at: handler.lowerBound, of: file).map({ $0.suffix(4).elementsEqual("soun".utf8) }) == true,
                let clock = box("mdhd", in: media, of: file).flatMap({ MP4EditLists.clock(at: $0, of: file) }),
                let information = box("minf", in: media, of: file),
                let table = box("stbl", in: information, of: file), let sizes = box("stsz", in: table, of: file),
                let count = read(12, at: sizes.lowerBound, of: file), let kinds = box("stsd", in: table, of: file),
                let kind = read(44, at: kinds.lowerBound, of: file)
            else { return nil }
            isAAC = kind[12..<16].elementsEqual("mp4a".utf8)
            sampleRate = bigEndian(kind[40..<42])
            packets = bigEndian(count.suffix(4))
            self.clock = clock
            let list = box("edts", in: track, of: file).flatMap { box("elst", in: $0, of: file) }
            edits = list.map { Self.edits(at: $0, of: file) } ?? []
        }

        /// The first few edits; the plain need no more than two.
        private static func edits(at box: Range<UInt64>, of file: FileHandle) -> [Edit] {
            guard let head = read(8, at: box.lowerBound, of: file) else { return [] }
            let isWide = head[0] == 1
            let length = isWide ? 20 : 12
            return (0..<min(3, Int(bigEndian(head.suffix(4))))).compactMap { index in
                guard let entry = read(length, at: box.lowerBound + 8 + UInt64(index * length), of: file) else {
                    return nil
                }
                let half = (length - 4) / 2
                let start = bigEndian(entry[half..<2 * half])
                let none = isWide ? UInt64.max : UInt64(UInt32.max)
                return Edit(
                    duration: bigEndian(entry[..<half]), start: start == none ? nil : start,
                    isAtOwnSpeed: bigEndian(entry.suffix(4)) == 1 << 16)
            }
        }

        func isPlain(movieScale: UInt64) -> Bool {
            guard isAAC else { return false }
            guard !edits.isEmpty else { return true }
            let sounding = edits.first?.start == nil ? edits.dropFirst() : edits[...]
            // Priming is skipped in samples then, which are the media's own units at this rate alone.
            guard sounding.count == 1, let edit = sounding.first, let start = edit.start, edit.isAtOwnSpeed,
                movieScale > 0, packets > 0, clock.scale == sampleRate
            else { return false }
            let packet = Double(clock.duration) / Double(packets)
            let end = Double(start) + Double(edit.duration) / Double(movieScale) * Double(clock.scale)
            return Double(start) <= packet * mostPriming && Double(clock.duration) - end < packet
        }
    }

    // MARK: - Boxes

    private static func box(_ type: String, in range: Range<UInt64>, of file: FileHandle) -> Range<UInt64>? {
        boxes(in: range, of: file).first { $0.type == type }?.content
    }

    private static func boxes(
        in range: Range<UInt64>, of file: FileHandle
    ) -> [(type: String, content: Range<UInt64>)] {
        var found: [(type: String, content: Range<UInt64>)] = []
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound, found.count < 1000, let header = read(8, at: offset, of: file) {
            var length = bigEndian(header[..<4])
            var content = offset + 8
            if length == 1, let wide = read(8, at: content, of: file) {
                length = bigEndian(wide)
                content += 8
            } else if length == 0 {
                length = range.upperBound - offset
            }
            guard length >= content - offset, length <= range.upperBound - offset else { break }
            found.append((String(decoding: header[4..<8], as: UTF8.self), content..<offset + length))
            offset += length
        }
        return found
    }

    /// Time scale and duration of a movie's or a media's header.
    private static func clock(at box: Range<UInt64>, of file: FileHandle) -> (scale: UInt64, duration: UInt64)? {
        guard let head = read(32, at: box.lowerBound, of: file) else { return nil }
        return head[0] == 1
            ? (bigEndian(head[20..<24]), bigEndian(head[24..<32]))
            : (bigEndian(head[12..<16]), bigEndian(head[16..<20]))
    }

    private static func read(_ count: Int, at offset: UInt64, of file: FileHandle) -> Data? {
        guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.read(upToCount: count),
            data.count == count
        else { return nil }
        return data
    }

    private static func bigEndian(_ bytes: Data) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
