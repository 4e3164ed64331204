internal import TableIO

/// Which of a folder's files are its data, and which are not read.
///
/// Lists of recordings (`AudioManifest`) come before tables, and tables before the recordings themselves, which they
/// name; but only for the splits that they are about.
struct FolderContents {
    /// Tables of one format and lists, or recordings; paths from the folder, sorted.
    private(set) var data: [String] = []
    /// Files that look like data beside them.
    private(set) var leftOut: [String] = []

    /// What names of files end in that may be data, but are not read.
    private static let unread: Set<String> = [
        "gz", "tgz", "bz2", "xz", "zst", "lz4", "zip", "7z", "xlsx", "xls", "orc", "avro", "h5", "hdf5", "npy", "npz",
        "pkl",
        "sqlite", "db",
    ]
    /// What tools keep beside data.
    private static let descriptions: Set<String> = [
        "config.json", "dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "manifest.json",
        "package.json",
    ]

    init(_ folder: String) throws(MeasureError) {
        let all = try FilesBelow(folder).files
        let recordings = all.filter { Recording.isRecording($0) }
        var lists: [String] = []
        for file in all where try AudioManifest.isManifest(file, in: folder, haveRecordings: !recordings.isEmpty) {
            lists.append(file)
        }
        let listed = Set(lists)
        var tables: [String] = []
        for file in all where !listed.contains(file) {
            if Self.isTable(file), !Self.isCovered(file, by: lists), !Self.isListOfChanges(file) {
                tables.append(file)
            } else if Self.looksLikeData(file) {
                leftOut.append(file)
            }
        }
        try Self.checkFormats(tables, folder)
        let sources = lists + tables
        data = (sources + (sources.isEmpty ? recordings : recordings.filter { Self.isUnnamed($0, in: sources) }))
            .sorted()
        guard !data.isEmpty else {
            throw MeasureError(
                "empty", folder,
                "there is no data in it: no CSV, TSV, JSONL, Parquet, Arrow or tar files, nor recordings"
                    + (leftOut.isEmpty ? "" : "; unpack or name \(leftOut.prefix(4).joined(separator: ", "))"))
        }
    }

    /// JSON may be anything, unless its name tells a split.
    private static func isTable(_ file: String) -> Bool {
        DataFile.Format(path: file) != nil && (!file.lowercased().hasSuffix(".json") || SplitName.of(file) != nil)
    }

    /// Whether a file is what `CleanPlan` writes beside clean splits.
    private static func isListOfChanges(_ file: String) -> Bool { file.split(separator: "/").last == "changes.csv" }

    private static func looksLikeData(_ file: String) -> Bool {
        let name = (file.split(separator: "/").last ?? "").lowercased()
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        return !descriptions.contains(name) && (DataFile.Format(path: file) != nil || unread.contains(ending))
    }

    /// Whether lists are about a table's split too, or about all.
    private static func isCovered(_ table: String, by lists: [String]) -> Bool {
        let splits = Set(lists.map { SplitName.of($0) })
        return !lists.isEmpty
            && (splits.contains(nil) || splits.contains(SplitName.of(table)) || SplitName.of(table) == nil)
    }

    /// Whether a recording is in a split that no list or table is about: none of that split, nor one of no split in a
    /// folder above.
    private static func isUnnamed(_ recording: String, in sources: [String]) -> Bool {
        guard let split = SplitName.of(recording) else { return false }
        return !sources.contains { source in
            let folder = source.lastIndex(of: "/").map { source[...$0] } ?? ""
            let named = SplitName.of(source)
            return named == split || named == nil && recording.hasPrefix(folder)
        }
    }

    private static func checkFormats(_ tables: [String], _ folder: String) throws(MeasureError) {
        guard Set(tables.compactMap { DataFile.Format(path: $0) }).count > 1 else { return }
        throw MeasureError(
            "mixed_formats", folder,
            "it holds files of several formats (\(tables.prefix(4).joined(separator: ", "))…), maybe the same data twice; "
                + "name those to measure with --train, --validation and --test")
    }
}
