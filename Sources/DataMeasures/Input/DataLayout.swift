internal import Foundation

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
    /// Files that look like data but belong to no split, or are in no format that is read.
    var leftOut: [String] = []

    /// What a split is called when nothing says so.
    static let unnamed = "data"
    /// What a split must not be called, for the list of changes beside a clean copy is.
    private static let reserved = "changes"

    /// - Parameters:
    ///   - path: a file, a folder, or a pattern.
    ///   - configuration: which of the README's configurations to read; nil for the only or the default one.
    /// - Throws: also when a split is named twice, or so that no file can be.
    static func find(_ path: String, configuration: String?) throws(MeasureError) -> DataLayout {
        guard FilePattern.isFolder(path) else {
            guard configuration == nil else {
                throw MeasureError("no_configuration", path, "only folders with a README.md have configurations")
            }
            return DataLayout(splits: [Split(name: unnamed, files: try files(path), origin: path)])
        }
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let layout = try inFolder(folder, configuration: configuration)
        guard !layout.splits.isEmpty else {
            throw MeasureError("empty", folder, "its description names no split; name the files with --train")
        }
        var names: Set<String> = []
        for split in layout.splits {
            try checkName(split.name, folder)
            guard names.insert(split.name).inserted else {
                throw MeasureError(
                    "bad_split", folder, "split '\(split.name)' is named twice; name its files in one place")
            }
        }
        return layout
    }

    /// The files of one split, of which each may be a file, a pattern or a folder; none is there twice.
    static func files(_ paths: [String]) throws(MeasureError) -> [String] {
        var found: [String] = []
        for path in paths {
            guard FilePattern.isFolder(path) else {
                found += try files(path)
                continue
            }
            let splits = try find(path, configuration: nil).splits
            guard splits.count == 1 else {
                throw MeasureError(
                    "several_splits", path,
                    "it holds the splits \(splits.map(\.name).joined(separator: ", ")); name the files or the folder of one"
                )
            }
            found += splits[0].files
        }
        return sources(found)
    }

    /// The files of a split that a README.md names, below its folder.
    ///
    /// - Parameter paths: files, patterns, or folders, of which all data is meant.
    static func filesBelow(_ folder: String, _ paths: [String]) throws(MeasureError) -> [String] {
        var found: [String] = []
        for path in paths {
            let whole = folder + "/" + path
            found +=
                FilePattern.isFolder(whole) ? try FolderContents(whole).data.map { whole + "/" + $0 } : try files(whole)
        }
        return sources(found)
    }

    static func checkName(_ split: String, _ path: String) throws(MeasureError) {
        guard SplitName.isFileName(split), split != reserved else {
            throw MeasureError(
                "bad_split", path,
                "a split cannot be called '\(split)'; use letters, digits, '_', '-' and '.', and not '\(reserved)'")
        }
    }

    /// A path that stays in the folder it counts from, and is no address.
    static func staysBelow(_ path: String) -> Bool {
        !path.hasPrefix("/") && !path.contains("://") && !path.split(separator: "/").contains("..")
    }

    /// Splits by the names of files and folders.
    static func byNames(_ folder: String) throws(MeasureError) -> DataLayout {
        let contents = try FolderContents(folder)
        var named: [String: [String]] = [:]
        var others: [String] = []
        for file in contents.data {
            if let split = SplitName.of(file) { named[split, default: []].append(file) } else { others.append(file) }
        }
        if named.isEmpty { (named, others) = ([unnamed: contents.data], []) }
        let names = named.keys.sorted(by: SplitName.precedes)
        for name in names { try checkShards(named[name]!, folder) }
        return DataLayout(
            splits: names.map { name in
                let files = named[name]!.map { folder + "/" + $0 }
                return Split(name: name, files: files, origin: files.count == 1 ? files[0] : folder)
            }, leftOut: (others + contents.leftOut).sorted().map { folder + "/" + $0 })
    }

    private static func inFolder(_ folder: String, configuration: String?) throws(MeasureError) -> DataLayout {
        if let saved = try SavedToDisk.splits(in: folder) { return DataLayout(splits: saved) }
        if let card = try HubCard(folder: folder) { return try card.layout(configuration: configuration) }
        guard configuration == nil else {
            throw MeasureError("no_configuration", folder, "its README.md has no configurations")
        }
        return try byNames(folder)
    }

    /// Of what a pattern matches, the data.
    private static func files(_ pattern: String) throws(MeasureError) -> [String] {
        let found = try FilePattern.files(pattern)
        let data = found.filter { DataFile.Format(path: $0) != nil || Recording.isRecording($0) }
        return data.isEmpty ? found : data
    }

    /// What the rows of one split are read from: recordings only where no list or table, which name them, is among the
    /// files; none twice.
    private static func sources(_ paths: [String]) -> [String] {
        let tables = paths.filter { !Recording.isRecording($0) }
        var known: Set<String> = []
        return (tables.isEmpty ? paths : tables).filter {
            known.insert(URL(filePath: $0).resolvingSymlinksInPath().path).inserted
        }
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
