import Crypto
import Foundation
import QuorumCore

/// What a source looks like from outside: its first bytes, and the hash of all of them.
struct SourceSniffer: Sendable {
    private let path: String
    private let name: String
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

    init(_ input: ChunkInput, encoding: String? = nil) throws(ChunkingError) {
        let head = try SourceBytes(path: input.path).first(Self.headLength)
        guard !head.isEmpty else {
            throw ChunkingError(
                .emptyFile, path: input.name, "it is empty (0 bytes)", remedy: "check that it was copied completely")
        }
        path = input.path
        name = input.name
        startsWide = TextDecoding.startsWide(Data(head))
        isEncodingNamed = encoding != nil
        looksLikeText = head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) || $0 == 0x1B }
    }

    /// The SHA-256 of all its bytes, in hexadecimal.
    func digest(_ cancellation: Cancellation) throws(ChunkingError) -> String {
        var hash = SHA256()
        let bytes = try SourceBytes(path: path)
        try bytes.forEachBlock { (block) throws(ChunkingError) in
            try cancellation.check(name)
            hash.update(bufferPointer: block)
        }
        return hash.finalize().hexadecimal
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
