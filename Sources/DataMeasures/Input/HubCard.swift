internal import Yams

/// The `configs` in the header of a data set's README.md, which name the files of each split.
struct HubCard {
    private struct Configuration {
        let name: String
        let isDefault: Bool
        let folder: String?
        let files: Node
    }

    private let folder: String
    private let path: String
    private let configurations: [Configuration]

    /// nil when there is no README.md with configurations that name files.
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
            guard let mapping = entry.mapping, let files = mapping["data_files"] else { return nil }
            return Configuration(
                name: mapping["config_name"]?.string ?? "default", isDefault: mapping["default"]?.bool ?? false,
                folder: mapping["data_dir"]?.string, files: files)
        }
        guard !configurations.isEmpty else { return nil }
    }

    /// Between the two lines of three dashes at the start.
    private static func header(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix("\r") ? line.dropLast() : line
        }
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
        return lines[1..<end].joined(separator: "\n")
    }

    /// The splits in the order of the README; `data_files` is a pattern, several, or a list of splits with their
    /// patterns.
    func splits(configuration name: String?) throws(MeasureError) -> [DataLayout.Split] {
        let chosen = try chosen(name)
        if let entries = chosen.files.sequence, entries.first?.mapping != nil {
            var splits: [DataLayout.Split] = []
            for entry in entries {
                guard let split = entry.mapping?["split"]?.string, let patterns = entry.mapping?["path"] else {
                    throw wrong(entry, "expected 'split' and 'path' here")
                }
                splits.append(try self.split(split, patterns, chosen))
            }
            return splits
        }
        if let mapping = chosen.files.mapping {
            var splits: [DataLayout.Split] = []
            for (split, patterns) in mapping { splits.append(try self.split(split.string ?? "", patterns, chosen)) }
            return splits
        }
        return [try split("train", chosen.files, chosen)]
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

    private func split(_ name: String, _ patterns: Node, _ configuration: Configuration) throws(MeasureError)
        -> DataLayout.Split
    {
        let patterns = patterns.sequence.map { $0.compactMap(\.string) } ?? [patterns.string].compactMap { $0 }
        guard !patterns.isEmpty else { throw wrong(configuration.files, "split '\(name)' names no files") }
        let parent = configuration.folder.map { folder + "/" + $0 } ?? folder
        var files: [String] = []
        for pattern in patterns {
            guard !pattern.contains("://"), !pattern.hasPrefix("/") else {
                throw wrong(configuration.files, "'\(pattern)' is not a file below this folder; download it")
            }
            files += try DataLayout.files([parent + "/" + pattern])
        }
        let origin = files.count == 1 ? files[0] : parent + "/" + patterns.joined(separator: ", ")
        return DataLayout.Split(name: name, files: files, origin: origin)
    }

    private func wrong(_ node: Node, _ message: String) -> MeasureError {
        MeasureError("bad_configuration", path, (node.mark.map { "line \($0.line + 1): " } ?? "") + message)
    }
}
