internal import Foundation

/// Lists of words that a person gives in a file, an entry a line; empty lines and those that start with # say nothing.
public enum WordLists {
    /// Terms, such as those that name people.
    public static func terms(_ path: String) throws(MeasureError) -> [String] {
        let terms = try lines(path).map(\.text)
        guard terms.count > 1 else {
            throw MeasureError("too_few", path, "there are fewer than two terms in it; write a line for each")
        }
        return terms
    }

    /// Words and phrases by category: `category: term`.
    public static func lexicon(_ path: String) throws(MeasureError) -> [String: [String]] {
        var lexicon: [String: [String]] = [:]
        for line in try lines(path) {
            let parts = line.text.split(separator: ":", maxSplits: 1).map(trimmed)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw MeasureError(
                    "bad_line", path, "line \(line.number): '\(line.text)' is not of the form 'category: term'")
            }
            lexicon[parts[0], default: []].append(parts[1])
        }
        guard !lexicon.isEmpty else {
            throw MeasureError("too_few", path, "there is no term in it; write lines of the form 'category: term'")
        }
        return lexicon
    }

    private static func lines(_ path: String) throws(MeasureError) -> [(number: Int, text: String)] {
        lines(of: try text(path)).enumerated().compactMap {
            let line = trimmed($1)
            return line.isEmpty || line.hasPrefix("#") ? nil : ($0 + 1, line)
        }
    }

    /// The lines of a text, ended by LF or CR LF as files are; other line breaks of Unicode are part of them.
    static func lines(of text: String) -> [Substring] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Substring(line.last == 0x0D ? line.dropLast() : line)
        }
    }

    /// A whole text file, UTF-8.
    static func text(_ path: String) throws(MeasureError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw MeasureError("unreadable", path, "there is no such file, or it cannot be read; check the path")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw MeasureError("not_utf8", path, "the file is not UTF-8; save it as UTF-8")
        }
        return text
    }

    private static func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }
}
