import ArgumentParser
import Foundation
import Yams

/// Settings in a file, in YAML: a mapping of their names to values.
///
///     data: /srv/quorum
///     workers: 4
///     private-webhooks: true
struct ConfigurationFile {
    /// A value as it is written.
    struct Entry {
        let text: String
        let line: Int
    }

    static let variable = "QUORUM_CONFIG"

    let path: String
    private let entries: [SettingName: Entry]

    /// - Throws: `ValidationError` that names the file and what in it is wrong: no YAML, an unknown name, no plain value.
    init(_ path: String) throws {
        self.path = path
        let text: String
        do {
            text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        } catch {
            throw ValidationError("\(path) cannot be read as a file of settings; name another with --config.")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw ValidationError("\(path)\(Self.problem(error))")
        }
        guard let root, root.null == nil else {
            entries = [:]
            return
        }
        guard let mapping = root.mapping else {
            throw ValidationError("\(path) is no list of settings; write each as \"name: value\" on a line.")
        }
        var entries: [SettingName: Entry] = [:]
        for (key, node) in mapping {
            let (name, entry) = try Self.entry(key, node, in: path)
            entries[name] = entry
        }
        self.entries = entries
    }

    subscript(name: SettingName) -> Entry? { entries[name] }

    /// Where the file is wrong and how; not the lines themselves, which may hold secrets.
    private static func problem(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ", line \(mark.line): it is not YAML: \(problem); put values with marks of YAML in quotes."
        case .duplicatedKeysInMapping(let names, _):
            " has \(names.sorted().joined(separator: ", ")) twice; keep one."
        default: " is not YAML; write each setting as \"name: value\" on a line."
        }
    }

    private static func entry(_ key: Node, _ node: Node, in path: String) throws -> (SettingName, Entry) {
        let line = key.mark?.line ?? 1
        let written = key.string ?? ""
        guard let name = SettingName(rawValue: written) else {
            let known = SettingName.allCases.map(\.rawValue).sorted().joined(separator: ", ")
            throw ValidationError("\(path), line \(line): there is no setting \"\(written)\"; there are: \(known).")
        }
        guard let text = node.scalar?.string, node.null == nil, !text.isEmpty else {
            throw ValidationError(
                "\(path), line \(line): \(written) has no plain value; give it one, or take the line away.")
        }
        return (name, Entry(text: text, line: line))
    }
}
