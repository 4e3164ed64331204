import Foundation
import QuorumCore

/// How a text file is laid out.
enum TextFormat: Sendable, Equatable {
    case plain, markdown, subRip, webVTT, jsonLines
    /// nil: found by looking at the header.
    case table(separator: UInt8?)

    /// Whether it has rows of named cells.
    var isTable: Bool {
        switch self {
        case .jsonLines, .table: true
        case .plain, .markdown, .subRip, .webVTT: false
        }
    }

    /// What files of such a name hold; nil for what is not split.
    init?(fileName: String) {
        switch URL(fileURLWithPath: fileName).pathExtension.lowercased() {
        case "", "txt", "text": self = .plain
        case "md", "markdown": self = .markdown
        case "srt": self = .subRip
        case "vtt": self = .webVTT
        case "jsonl", "ndjson": self = .jsonLines
        case "csv": self = .table(separator: nil)
        case "tsv", "tab": self = .table(separator: 0x09)
        default: return nil
        }
    }

    var isCaptions: Bool { self == .subRip || self == .webVTT }

    /// As it stands in `source.json`.
    var name: String {
        switch self {
        case .plain: "text"
        case .markdown: "markdown"
        case .subRip: "srt"
        case .webVTT: "webvtt"
        case .jsonLines: "jsonl"
        case .table: "csv"
        }
    }
}

extension [ChunkInput] {
    /// For each captions file the recording of the same stem among the inputs: `talk.mp3` for `talk.srt`, and for
    /// `talk.en.srt` too.
    var recordings: [String?] {
        func stem(_ name: String) -> String { URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent }
        var named: [String: String] = [:]
        for input in self where input.kind != .text && TextFormat(fileName: input.name) == nil {
            named[stem(input.name)] = named[stem(input.name)] ?? input.name
        }
        return map { input in
            guard TextFormat(fileName: input.name)?.isCaptions == true else { return nil }
            return named[stem(input.name)] ?? named[stem(stem(input.name))]
        }
    }
}
