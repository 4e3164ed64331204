internal import QuorumCore

/// Reads a WebDataset shard: a tar file whose members `KEY.EXTENSION` that follow one another are one sample.
///
/// The key is the name up to the first dot after the last slash; names that start with a dot are not data. A sample becomes
/// a row:
/// - `__key__`;
/// - the keys of a `.json` object, each a column;
/// - `.txt` and `.cls` and the like as columns of that name, a `.cls` as a number where it is one;
/// - of any other member its digest as column `EXTENSION.digest`; the bytes stay in the archive.
package struct WebDatasetReader {
    package struct Shard {
        package let table: Table
        /// By row, where a recording lies in the archive; nil for a sample without one.
        package let recordings: [Range<Int>?]
    }

    private static let texts: Set<String> = [
        "txt", "text", "transcript", "caption", "cls", "cls2", "index", "lang", "id",
    ]
    private static let recordings: Set<String> = [
        "flac", "wav", "mp3", "ogg", "opus", "m4a", "aac", "webm", "mp4", "aiff", "wma", "amr",
    ]

    /// What stands for the bytes of a member that is not text, made of them in order.
    package struct Digest {
        let update: ([UInt8]) -> Void
        let finish: () -> String

        package init(update: @escaping ([UInt8]) -> Void, finish: @escaping () -> String) {
            self.update = update
            self.finish = finish
        }
    }

    /// Of members that are read whole: JSON and texts.
    private static let longestText = 1 << 28

    private let path: String
    private let digest: () -> Digest
    private var rows: JSONLinesParser
    private var ranges: [Range<Int>?] = []
    private var sample: Sample?

    fileprivate struct Sample {
        let key: String
        var line: [UInt8] = []
        var recording: Range<Int>?
    }

    /// - Parameter digest: begins one.
    package static func read(_ path: String, digest: @escaping () -> Digest) throws(TableError) -> Shard {
        var reader = WebDatasetReader(path: path, digest: digest, rows: JSONLinesParser(path: path))
        let archive = try TarArchive(path)
        try archive.forEachMember { (member) throws(TableError) in
            try reader.add(member, of: archive)
        }
        try reader.endSample()
        return Shard(table: try reader.rows.finish(), recordings: reader.ranges)
    }

    private init(path: String, digest: @escaping () -> Digest, rows: JSONLinesParser) {
        self.path = path
        self.digest = digest
        self.rows = rows
    }

    private mutating func add(_ member: TarArchive.Member, of archive: borrowing TarArchive) throws(TableError) {
        let folder = member.name.lastIndex(of: "/").map { member.name[...$0] } ?? ""
        let base = member.name[folder.endIndex...]
        guard !base.hasPrefix(".") else { return }
        guard let dot = base.firstIndex(of: ".") else {
            throw TableError(
                .malformed, path,
                "member '\(member.name)' is not named KEY.EXTENSION, as a WebDataset's are; rename it or leave it out")
        }
        let key = String(folder + base[..<dot])
        if sample?.key != key {
            try endSample()
            sample = Sample(key: key)
            sample?.append("__key__", text: key)
        }
        try add(String(base[base.index(after: dot)...]).lowercased(), member, archive)
    }

    private mutating func add(
        _ ending: String, _ member: TarArchive.Member, _ archive: borrowing TarArchive
    ) throws(TableError) {
        if ending == "json" || ending.hasSuffix(".json") {
            let trimmed = try text(of: member, archive).trimmingSpace()
            guard trimmed.first == UInt8(ascii: "{"), trimmed.last == UInt8(ascii: "}") else {
                throw TableError(.malformed, path, "member '\(member.name)' holds no JSON object; write one")
            }
            let members = trimmed.dropFirst().dropLast().trimmingSpace()
            if !members.isEmpty { sample?.append(members: members) }
        } else if Self.texts.contains(ending.split(separator: ".").last.map(String.init) ?? ending) {
            let text = try text(of: member, archive).trimmingSpace()
            guard isUTF8(Array(text).span) else {
                throw TableError(.encoding, path, "member '\(member.name)' is not UTF-8; save it as UTF-8")
            }
            if ending.hasSuffix("cls") || ending.hasSuffix("cls2"), Int64(String(decoding: text, as: UTF8.self)) != nil
            {
                sample?.append(ending, raw: text)
            } else {
                sample?.append(ending, text: String(decoding: text, as: UTF8.self))
            }
        } else {
            let digest = digest()
            try archive.forEachPiece(member.range, digest.update)
            sample?.append(ending + ".digest", text: digest.finish())
            if Self.recordings.contains(ending), sample?.recording == nil { sample?.recording = member.range }
        }
    }

    private func text(of member: TarArchive.Member, _ archive: borrowing TarArchive) throws(TableError) -> [UInt8] {
        guard member.range.count <= Self.longestText else {
            throw TableError(
                .malformed, path,
                "member '\(member.name)' is a text of \(member.range.count) bytes, where \(Self.longestText) are the most; "
                    + "name it otherwise if it is no text")
        }
        return try archive.bytes(member.range)
    }

    private mutating func endSample() throws(TableError) {
        guard let ended = sample else { return }
        sample = nil
        ranges.append(ended.recording)
        do {
            try ([UInt8(ascii: "{")] + ended.line + [UInt8(ascii: "}")]).withUnsafeBufferPointer {
                (line) throws(TableError) in try rows.consume(line)
            }
        } catch {
            let problem = error.message.split(separator: ": ", maxSplits: 1).last ?? ""
            throw TableError(.malformed, path, "sample '\(ended.key)': \(problem)", row: error.row)
        }
    }
}

extension WebDatasetReader.Sample {
    fileprivate mutating func append(members: ArraySlice<UInt8>) {
        if !line.isEmpty { line.append(.comma) }
        // Line breaks between members mean nothing in JSON; inside texts they are escaped.
        line.append(contentsOf: members.lazy.map { $0 == .lineFeed || $0 == .carriageReturn ? .space : $0 })
    }

    fileprivate mutating func append(_ name: String, raw: ArraySlice<UInt8>) {
        appendName(name)
        line.append(contentsOf: raw)
    }

    fileprivate mutating func append(_ name: String, text: String) {
        appendName(name)
        line.appendJSONString(text)
    }

    private mutating func appendName(_ name: String) {
        if !line.isEmpty { line.append(.comma) }
        line.appendJSONString(name)
        line.append(.colon)
    }
}

extension Collection<UInt8> where Self: BidirectionalCollection, SubSequence == ArraySlice<UInt8> {
    fileprivate func trimmingSpace() -> ArraySlice<UInt8> {
        var slice = self[...]
        while let byte = slice.first, byte <= 0x20 { slice.removeFirst() }
        while let byte = slice.last, byte <= 0x20 { slice.removeLast() }
        return slice
    }
}
