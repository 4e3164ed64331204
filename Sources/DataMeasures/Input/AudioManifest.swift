internal import Foundation
internal import TableIO

/// Lists of recordings that are no plain tables.
enum AudioManifest {
    /// Of a list's first line, the bytes that are looked at.
    private static let longestHead = 1 << 16

    /// Whether a file is a list of recordings: `metadata.csv` beside them (AudioFolder, LJSpeech), `chunks.jsonl` of
    /// `quorum chunk`, or a manifest of NeMo, whose first line names the column or key of paths.
    ///
    /// - Parameters:
    ///   - path: below `folder`.
    ///   - haveRecordings: whether there are recordings in the folder.
    static func isManifest(_ path: String, in folder: String, haveRecordings: Bool) throws(MeasureError) -> Bool {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        let whole = folder + "/" + path
        switch name {
        case "metadata.parquet": return haveRecordings
        case "metadata.csv": return haveRecordings && (isLJSpeech(whole) || columns(whole).contains(where: isPath))
        case "metadata.jsonl", "chunks.jsonl": return haveRecordings && keys(whole).contains(where: isPath)
        default:
            return name.contains("manifest") && (name.hasSuffix(".json") || name.hasSuffix(".jsonl"))
                && keys(whole).contains(where: isPath)
        }
    }

    private static func isPath(_ column: String) -> Bool { ColumnRoles.audioNames.contains(column.lowercased()) }

    private static func columns(_ path: String) -> [String] {
        head(path).split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \u{FEFF}")) }
    }

    private static func keys(_ path: String) -> [String] {
        let object = try? JSONSerialization.jsonObject(with: Data(head(path).utf8)) as? [String: Any]
        return object.map { Array($0.keys) } ?? []
    }

    private static func head(_ path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: longestHead) else {
            return ""
        }
        return String(WordLists.lines(of: String(decoding: bytes, as: UTF8.self))[0])
    }

    private static func isLJSpeech(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.last == "metadata.csv"
            && FilePattern.isFolder((parts.dropLast() + ["wavs"]).joined(separator: "/"))
    }

    /// LJSpeech's `metadata.csv`: no header, `id|text|normalised text` without quoting, the recordings at `wavs/ID.wav`.
    ///
    /// - Returns: nil when the file is not such a one.
    static func ljSpeech(_ path: String) throws(MeasureError) -> Table? {
        guard isLJSpeech(path) else { return nil }
        let lines = WordLists.lines(of: try WordLists.text(path))
        guard lines.first?.contains("|") == true else { return nil }
        var columns = [UTF8Column(), UTF8Column(), UTF8Column(), UTF8Column()]
        var hasNormalised = false
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            guard (2...3).contains(fields.count), !fields[0].isEmpty else {
                throw MeasureError(
                    "ragged", path,
                    "line \(index + 1): \(fields.count) field\(fields.count == 1 ? "" : "s") where an id, a text and its "
                        + "normalised form are due, with | between")
            }
            hasNormalised = hasNormalised || fields.count == 3
            columns[0].append(fields[0].utf8)
            columns[1].append(fields[1].utf8)
            columns[2].append((fields.count == 3 ? fields[2] : fields[1]).utf8)
            columns[3].append("wavs/\(fields[0]).wav".utf8)
        }
        let names = ["id", "text", "normalised_text", "audio"]
        let kept = names.indices.filter { $0 != 2 || hasNormalised }
        return Table(columns: kept.map { Column(name: names[$0], storage: .utf8(columns[$0])) })
    }

    /// Recordings that no list names, with the folder each is in as its label, as AudioFolder takes them.
    ///
    /// - Parameters:
    ///   - paths: as they are to be opened.
    ///   - haveLabels: as `haveLabels(_:)` says of all splits together, for one of them may lack all labels but one.
    static func folder(_ paths: [String], haveLabels: Bool) -> Table {
        var columns = [Column(name: "file_name", storage: .utf8(UTF8Column(paths)))]
        if haveLabels {
            columns.append(Column(name: "label", storage: .utf8(UTF8Column(paths.map { label($0) ?? "" }))))
        }
        return Table(columns: columns)
    }

    /// Whether the folders of recordings are labels: every one is in one that is not called like a split, and there are
    /// several.
    static func haveLabels(_ paths: [String]) -> Bool {
        let labels = paths.filter { Recording.isRecording($0) }.map(label)
        return Set(labels).count > 1 && !labels.contains(nil)
    }

    private static func label(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 1 else { return nil }
        let parent = String(parts[parts.count - 2])
        return SplitName.of(parent) == nil ? parent : nil
    }
}
