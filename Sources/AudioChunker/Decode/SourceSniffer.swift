import Crypto
import Foundation
import QuorumCore

/// Reads a source's bytes once: its hash, and whether it looks like text.
struct SourceSniffer {
    let sha256: String
    let byteCount: Int
    /// The first bytes are UTF-8, or another text encoding of bytes, without control characters.
    let looksLikeText: Bool
    /// It begins as a text in 16 or 32 bits a character does.
    private let startsWide: Bool
    private let isEncodingNamed: Bool

    private static let headLength = 4096
    private static let mediaExtensions: Set<String> = [
        "3gp", "aac", "ac3", "aif", "aiff", "amr", "ape", "au", "avi", "caf", "flac", "flv", "m4a", "m4b", "mka", "mkv",
        "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv", "opus", "ts", "wav", "weba", "webm", "wma",
        "wmv",
    ]

    init(_ input: ChunkInput, encoding: String? = nil, cancellation: Cancellation) throws(ChunkingError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: input.path, isDirectory: &isFolder) else {
            throw ChunkingError(.notFound, path: input.path, "there is no such file", remedy: "check the path")
        }
        guard !isFolder.boolValue else {
            throw ChunkingError(.unreadable, path: input.path, "it is a folder", remedy: "name the files in it")
        }
        var status = stat()
        guard stat(input.path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw ChunkingError(
                .unreadable, path: input.path, "it is a pipe or device, not a file", remedy: "save it as a file first")
        }
        guard let file = FileHandle(forReadingAtPath: input.path) else {
            throw ChunkingError(
                .unreadable, path: input.path, "it can't be opened", remedy: "check the file's permissions")
        }
        defer { try? file.close() }
        var hash = SHA256()
        var head = Data()
        var count = 0
        do {
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                if head.isEmpty { head = block.prefix(Self.headLength) }
                hash.update(data: block)
                count += block.count
                if cancellation.isCancelled { break }
            }
        } catch {
            throw ChunkingError(
                .unreadable, path: input.path, "it can't be read (\(error.localizedDescription))",
                remedy: "check the disk it is on")
        }
        try cancellation.check(input.name)
        guard count > 0 else {
            throw ChunkingError(
                .emptyFile, path: input.name, "it is empty (0 bytes)", remedy: "check that it was copied completely")
        }
        sha256 = hash.finalize().hexadecimal
        byteCount = count
        startsWide = TextDecoding.startsWide(head)
        isEncodingNamed = encoding != nil
        looksLikeText = head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) || $0 == 0x1B }
    }

    /// What the source holds, by the wish of the caller, its content and its name.
    func kind(of input: ChunkInput) throws(ChunkingError) -> MediaKind {
        let ending = URL(fileURLWithPath: input.name).pathExtension.lowercased()
        switch input.kind {
        case .text: return .text
        case .audio:
            if looksLikeText { throw textInsteadOfAudio(input, ending) }
            return .audio
        case nil: break
        }
        if TextFormat(fileName: input.name) != nil, !ending.isEmpty {
            guard looksLikeText || startsWide || isEncodingNamed else {
                throw ChunkingError(
                    .notText, path: input.name, "its name ends in .\(ending) but it holds binary data",
                    remedy: "save it as UTF-8 text, or say `--kind audio` if it is a recording")
            }
            return .text
        }
        guard looksLikeText else { return .audio }
        if ending.isEmpty { return .text }
        if Self.mediaExtensions.contains(ending) { throw textInsteadOfAudio(input, ending) }
        throw ChunkingError(
            .notText, path: input.name, "it holds text, but .\(ending) is not a text format that is split",
            remedy: "give .txt, .md, .srt, .vtt, .csv, .tsv or .jsonl, or say `--kind text` to split it as plain text")
    }

    /// How a text is laid out; plain for names that say nothing.
    func textFormat(of input: ChunkInput) -> TextFormat { TextFormat(fileName: input.name) ?? .plain }

    private func textInsteadOfAudio(_ input: ChunkInput, _ ending: String) -> ChunkingError {
        let name = ending.isEmpty ? "" : ", though its name ends in .\(ending)"
        return ChunkingError(
            .notAudio, path: input.name, "it holds text, not sound\(name)",
            remedy: "give a recording, or rename it to .txt to split it as text")
    }
}
