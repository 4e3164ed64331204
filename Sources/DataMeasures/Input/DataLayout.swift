internal import TableIO

/// Which files make up which split of a data set.
///
/// A folder is read, in this order, as what `save_to_disk` of Hugging Face's `datasets` writes; by the `configs` of its
/// README.md; else by the names of its files and folders (`SplitName`).
struct DataLayout {
    struct Split: Equatable {
        let name: String
        /// In the order of their rows.
        let files: [String]
        /// What the split is shown by: its file, or the folder or pattern that its files come from.
        let origin: String
    }

    var splits: [Split]
    /// Files with tables that belong to no split, while others do.
    var leftOut: [String] = []

    /// What a split is called when nothing says so.
    static let unnamed = "data"

    /// - Parameters:
    ///   - path: a file, a folder, or a pattern.
    ///   - configuration: which of the README's configurations to read; nil for the only or the default one.
    static func find(_ path: String, configuration: String?) throws(MeasureError) -> DataLayout {
        guard FilePattern.isFolder(path) else {
            guard configuration == nil else {
                throw MeasureError("no_configuration", path, "only folders with a README.md have configurations")
            }
            let files = try FilePattern.files(path)
            return DataLayout(splits: [Split(name: unnamed, files: files, origin: path)])
        }
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if let saved = try SavedToDisk.splits(in: folder) { return DataLayout(splits: saved) }
        if let card = try HubCard(folder: folder) {
            return DataLayout(splits: try card.splits(configuration: configuration))
        }
        guard configuration == nil else {
            throw MeasureError("no_configuration", path, "its README.md has no configurations")
        }
        return try byNames(folder)
    }

    /// The files of one split, of which each may be a file, a pattern or a folder.
    static func files(_ paths: [String]) throws(MeasureError) -> [String] {
        var files: [String] = []
        for path in paths {
            guard FilePattern.isFolder(path) else {
                files += try FilePattern.files(path)
                continue
            }
            if let saved = try SavedToDisk.splits(in: path) {
                guard saved.count == 1 else {
                    throw MeasureError(
                        "several_splits", path,
                        "it holds the splits \(saved.map(\.name).joined(separator: ", ")); name one of their folders")
                }
                files += saved[0].files
            } else {
                files += try tables(in: path).map { path + "/" + $0 }
            }
        }
        return files
    }

    private static func byNames(_ folder: String) throws(MeasureError) -> DataLayout {
        let tables = try tables(in: folder)
        var named: [String: [String]] = [:]
        var others: [String] = []
        for file in tables {
            if let split = SplitName.of(file) { named[split, default: []].append(file) } else { others.append(file) }
        }
        if named.isEmpty { (named, others) = ([unnamed: tables], []) }
        let names = named.keys.sorted(by: SplitName.precedes)
        for name in names { try checkShards(named[name]!, folder) }
        return DataLayout(
            splits: names.map { name in
                let files = named[name]!.map { folder + "/" + $0 }
                return Split(name: name, files: files, origin: files.count == 1 ? files[0] : folder)
            }, leftOut: others.map { folder + "/" + $0 })
    }

    /// The tables below a folder: data files of one format, or the lists of recordings; else the recordings themselves.
    private static func tables(in folder: String) throws(MeasureError) -> [String] {
        let all = try FilePattern.below(folder)
        let manifests = all.filter { AudioManifest.isManifest($0, among: all) }
        if !manifests.isEmpty { return manifests }
        let tables = all.filter { DataFile.Format(path: $0) != nil && !$0.hasSuffix(".json") }
        guard !tables.isEmpty else {
            let recordings = all.filter { Recording.isRecording($0) }
            if !recordings.isEmpty { return recordings }
            throw MeasureError(
                "empty", folder,
                "there is no data in it: no CSV, TSV, JSONL, Parquet, Arrow or tar files, nor recordings")
        }
        let formats = Set(tables.compactMap { DataFile.Format(path: $0) })
        guard formats.count == 1 else {
            throw MeasureError(
                "mixed_formats", folder,
                "it holds files of several formats (\(tables.prefix(4).joined(separator: ", "))…), maybe the same data "
                    + "twice; name those to measure with --train, --validation and --test")
        }
        return tables
    }

    /// Of files called `NAME-00000-of-00002`, all must be there.
    private static func checkShards(_ files: [String], _ folder: String) throws(MeasureError) {
        var shards: [String: (found: Set<Int>, count: Int)] = [:]
        for file in files {
            let parent = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
            let stem = String(file.dropFirst(parent.count).prefix { $0 != "." })
            guard let shard = SplitName.Shard(stem) else { continue }
            shards["\(parent)\(shard.name) of \(shard.count)", default: ([], shard.count)].found.insert(shard.index)
        }
        for (name, shard) in shards.sorted(by: { $0.key < $1.key }) {
            if let missing = (0..<shard.count).first(where: { !shard.found.contains($0) }) {
                throw MeasureError(
                    "missing_file", folder,
                    "file \(missing + 1) of \(shard.count) of '\(name.prefix { $0 != " " })' is missing (they count from "
                        + "00000); get it, or name those to measure with --train")
            }
        }
    }
}
