internal import Yams

/// Thresholds other than the standard ones, in YAML: a mapping of check ids to mappings of names to numbers.
///
///     drift.columns:
///       psi_warn: 0.05
///       psi_fail: 0.2
public enum ThresholdFile {
    /// All thresholds with their standard values and what they mean, as such a file.
    public static var standard: String {
        var lines: [String] = []
        var last = ""
        for threshold in Measures.thresholds {
            let check = Measures.checkIDs.first { threshold.name.hasPrefix($0 + ".") }!
            if check != last { lines.append("\(check):") }
            last = check
            lines.append("  # \(threshold.meaning)")
            lines.append("  \(threshold.name.dropFirst(check.count + 1)): \(threshold.standard)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Returns: values by the full name of their threshold.
    public static func read(_ path: String) throws(MeasureError) -> [String: Double] {
        let text = try WordLists.text(path)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw MeasureError("bad_yaml", path, "this is not YAML: \(error)")
        }
        guard let root else { return [:] }
        guard let checks = root.mapping else {
            throw wrong(path, root, "expected check ids with thresholds below them")
        }
        var values: [String: Double] = [:]
        for (key, node) in checks {
            let check = key.string ?? ""
            let known = Measures.thresholds.map(\.name).filter { $0.hasPrefix(check + ".") && !check.isEmpty }
            guard !known.isEmpty, Measures.checkIDs.contains(check) else {
                let checks = Measures.checkIDs.filter { id in
                    Measures.thresholds.contains { $0.name.hasPrefix(id + ".") }
                }
                throw wrong(
                    path, key, "no check '\(check)' has thresholds; those that have: \(checks.joined(separator: ", "))")
            }
            guard let mapping = node.mapping else { throw wrong(path, node, "expected thresholds of \(check) here") }
            for (name, value) in mapping {
                let full = "\(check).\(name.string ?? "")"
                guard known.contains(full) else {
                    let names = known.map { $0.dropFirst(check.count + 1) }.joined(separator: ", ")
                    throw wrong(path, name, "\(check) has no threshold '\(name.string ?? "")'; it has: \(names)")
                }
                guard let number = value.float ?? value.int.map(Double.init), number.isFinite else {
                    throw wrong(path, value, "\(full) is no number")
                }
                if let range = Measures.thresholds.first(where: { $0.name == full })?.range, !range.contains(number) {
                    throw wrong(
                        path, value,
                        "\(full) is \(number); it must be from \(range.lowerBound) to \(range.upperBound)")
                }
                values[full] = number
            }
        }
        return values
    }

    private static func wrong(_ path: String, _ node: Node, _ message: String) -> MeasureError {
        MeasureError("bad_threshold", path, (node.mark.map { "line \($0.line): " } ?? "") + message)
    }
}
