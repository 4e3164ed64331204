internal import Yams

/// The `configs` in the header of a data set's README.md, which name the files of each split.
struct HubCard {
    private struct Configuration {
        let name: String
        let isDefault: Bool
        /// Below the folder of the README.
        let folder: String?
        /// nil where names tell the splits.
        let files: Node?
    }

    private let folder: String
    private let path: String
    private let configurations: [Configuration]

    /// nil when there is no README.md with configurations.
    init?(folder: String) throws(MeasureError) {
        path = folder + "/README.md"
        self.folder = folder
        guard FilePattern.exists(path), let header = Self.header(try WordLists.text(path)) else { return nil }
        let root: Node?
        do {
            root = try Yams.compose(yaml: header)
        } catch {
            throw MeasureError("bad_yaml", path, "the header is not YAML: \(error)")
        }
        guard let entries = root?.mapping?["configs"]?.sequence else { return nil }
        configurations = entries.compactMap { entry in
            guard let mapping = entry.mapping else { return nil }
            return Configuration(
                name: mapping["config_name"]?.string ?? "default", isDefault: mapping["default"]?.bool ?? false,
                folder: mapping["data_dir"]?.string, files: mapping["data_files"])
        }
        guard !configurations.isEmpty else { return nil }
        guard !configurations.isEmpty else { return nil }
    }

    /// Between the two lines of three dashes at the start.
    private static func header(_ text: String) -> String? {
        let lines = WordLists.lines(of: text)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
        return lines[1..<end].joined(separator: "\n")
    }

    /// The splits in the order of the README; `data_files` is a pattern, several, or a list of splits with their
    /// patterns. Without it the names of files in `data_dir` tell the splits.
    func layout(configuration name: String?) throws(MeasureError) -> DataLayout {
        let chosen = try chosen(name)
        if let inner = chosen.folder, !DataLayout.staysBelow(inner) {
            throw MeasureError("bad_configuration", path, "data_dir '\(inner)' is not a folder below this one")
        }
        let parent = chosen.folder.map { folder + "/" + $0 } ?? folder
        guard let files = chosen.files else { return try DataLayout.byNames(parent) }
        var splits: [DataLayout.Split] = []
        for (name, patterns) in try entries(files) {
            guard !splits.contains(where: { $0.name == name }) else {
                throw wrong(files, "split '\(name)' is listed twice")
            }
            splits.append(try split(name, patterns, of: files, in: parent))
        }
        return DataLayout(splits: splits)
    }

    /// Splits with their patterns.
    private func entries(_ files: Node) throws(MeasureError) -> [(split: String, patterns: Node)] {
        if let entries = files.sequence, entries.first?.mapping != nil {
            var splits: [(split: String, patterns: Node)] = []
            for entry in entries {
                guard let split = entry.mapping?["split"]?.string, let patterns = entry.mapping?["path"] else {
                    throw wrong(entry, "expected 'split' and 'path' here")
                }
                splits.append((split, patterns))
            }
            return splits
        }
        return files.mapping?.map { ($0.string ?? "", $1) } ?? [("train", files)]
    }

    private func chosen(_ name: String?) throws(MeasureError) -> Configuration {
        let names = configurations.map(\.name).joined(separator: ", ")
        if let name {
            if let chosen = configurations.first(where: { $0.name == name }) { return chosen }
            throw MeasureError("no_configuration", path, "there is no configuration '\(name)'; there are: \(names)")
        }
        if configurations.count == 1 { return configurations[0] }
        if let chosen = configurations.first(where: { $0.isDefault })
            ?? configurations.first(where: { $0.name == "default" })
        {
            return chosen
        }
        throw MeasureError(
            "no_configuration", path, "there are several configurations, \(names); name one with --config")
    }

    private func split(
        _ name: String, _ patterns: Node, of files: Node, in parent: String
    ) throws(MeasureError) -> DataLayout.Split {
        let patterns = patterns.sequence.map { $0.compactMap(\.string) } ?? [patterns.string].compactMap { $0 }
        guard !patterns.isEmpty else { throw wrong(files, "split '\(name)' names no files") }
        if let outside = patterns.first(where: { !DataLayout.staysBelow($0) }) {
            throw wrong(files, "'\(outside)' is not a file below this folder; download it")
        }
        let found = try DataLayout.filesBelow(parent, patterns)
        let origin = found.count == 1 ? found[0] : parent + "/" + patterns.joined(separator: ", ")
        return DataLayout.Split(name: name, files: found, origin: origin)
    }

    private func wrong(_ node: Node, _ message: String) -> MeasureError {
        MeasureError("bad_configuration", path, (node.mark.map { "line \($0.line + 1): " } ?? "") + message)
    }
}
