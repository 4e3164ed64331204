internal import TableIO

/// Lists of recordings that are no plain tables.
enum AudioManifest {
    /// Whether a file is called as lists of recordings are: `metadata.csv` beside them (AudioFolder, LJSpeech), or a
    /// manifest of NeMo.
    static func isManifest(_ path: String, among files: [String]) -> Bool {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        if ["metadata.csv", "metadata.jsonl", "metadata.parquet"].contains(name) {
            return files.contains { Recording.isRecording($0) }
        }
        return name.contains("manifest") && (name.hasSuffix(".json") || name.hasSuffix(".jsonl"))
    }

    /// LJSpeech's `metadata.csv`: no header, `id|text|normalised text` without quoting, the recordings at `wavs/ID.wav`.
    ///
    /// - Returns: nil when the file is not such a one.
    static func ljSpeech(_ path: String) throws(MeasureError) -> Table? {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        guard path.hasSuffix("metadata.csv"), FilePattern.isFolder(folder + "/wavs") else { return nil }
        let lines = try WordLists.text(path).split(whereSeparator: \.isNewline)
        guard lines.first?.contains("|") == true else { return nil }
        var columns = [UTF8Column(), UTF8Column(), UTF8Column(), UTF8Column()]
        var hasNormalised = false
        for (index, line) in lines.enumerated() {
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
    /// - Parameter paths: as they are to be opened.
    static func folder(_ paths: [String]) -> Table {
        let labels = paths.map { path -> String? in
            let parts = path.split(separator: "/")
            guard parts.count > 1 else { return nil }
            let parent = String(parts[parts.count - 2])
            return SplitName.of(parent + "/") == nil ? parent : nil
        }
        var columns = [Column(name: "file_name", storage: .utf8(UTF8Column(paths)))]
        if Set(labels).count > 1, !labels.contains(nil) {
            columns.append(Column(name: "label", storage: .utf8(UTF8Column(labels.map { $0! }))))
        }
        return Table(columns: columns)
    }
}
