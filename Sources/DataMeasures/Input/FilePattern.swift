internal import Glibc

/// Files named by a path with wildcards.
///
/// `*`, `?`, `[…]` and `{a,b}` are as in a shell, `**` is any folders, or all files below at the end. A component that is
/// there as it is written is itself, so that `b [v1]/*.csv` finds what is in a folder of that name. Names that start
/// with a dot are found only by components that do.
struct FilePattern {
    private static let wildcards: Set<Character> = ["*", "?", "[", "{"]
    /// Braces multiply: few of them stand for more patterns than could be tried.
    private static let mostAlternatives = 10_000

    private let components: [String]
    private var found: Set<String> = []

    static func isPattern(_ path: String) -> Bool { path.contains { wildcards.contains($0) } }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The files a path stands for: itself if there is one of that name or it has no wildcards, else those that match;
    /// sorted.
    static func files(_ pattern: String) throws(MeasureError) -> [String] {
        if exists(pattern) || !isPattern(pattern) { return [pattern] }
        var found: Set<String> = []
        for plain in try alternatives(pattern) {
            var matcher = FilePattern(
                components: plain.split(separator: "/", omittingEmptySubsequences: true).map(String.init))
            try matcher.match(0, in: plain.hasPrefix("/") ? "/" : "")
            found.formUnion(matcher.found)
        }
        guard !found.isEmpty else {
            throw MeasureError("missing_file", pattern, "no file matches; check the folder and the pattern")
        }
        return found.sorted()
    }

    private init(components: [String]) { self.components = components }

    /// Finds what the components from one on match.
    ///
    /// - Parameter parent: what those before it matched; empty for the working directory, else with a slash at its end.
    private mutating func match(_ index: Int, in parent: String) throws(MeasureError) {
        let component = components[index]
        let isLast = index == components.count - 1
        if component == "**" {
            let shown = parent.isEmpty ? "." : parent
            guard Self.isFolder(shown) else { return }
            let below = try FilesBelow(shown)
            if isLast {
                found.formUnion(below.files.map { parent + $0 })
            } else {
                for folder in [""] + below.folders {
                    try match(index + 1, in: parent + (folder.isEmpty ? "" : folder + "/"))
                }
            }
            return
        }
        let names: [String]
        if !Self.isPattern(component) || Self.exists(parent + component) {
            names = Self.exists(parent + component) ? [component] : []
        } else {
            names =
                FilesBelow.entries(parent.isEmpty ? "." : parent)?.filter {
                    fnmatch(component, $0, FNM_PERIOD) == 0
                } ?? []
        }
        for name in names {
            if Self.isFolder(parent + name) {
                if !isLast { try match(index + 1, in: parent + name + "/") }
            } else if isLast {
                found.insert(parent + name)
            }
        }
    }

    /// The patterns that one with `{a,b}` stands for; braces may be nested, and one that is not closed is itself.
    private static func alternatives(_ pattern: String) throws(MeasureError) -> [String] {
        var plain: [String] = []
        var open = [pattern]
        var steps = 0
        while let next = open.popLast() {
            if let parts = firstAlternatives(next) { open += parts } else { plain.append(next) }
            steps += 1
            guard steps + open.count <= 2 * mostAlternatives else {
                throw MeasureError(
                    "bad_pattern", pattern.count > 80 ? pattern.prefix(79) + "…" : pattern,
                    "its braces stand for too many patterns; use *, or name the files")
            }
        }
        return plain
    }

    /// What a pattern stands for by its first braces; nil where it has none that are closed.
    private static func firstAlternatives(_ pattern: String) -> [String]? {
        guard let open = pattern.firstIndex(of: "{") else { return nil }
        var depth = 0
        var parts: [Substring] = []
        var start = pattern.index(after: open)
        for index in pattern[open...].indices {
            switch pattern[index] {
            case "{": depth += 1
            case "}": depth -= 1
            default: break
            }
            guard depth == 0 || depth == 1 && pattern[index] == "," else { continue }
            parts.append(pattern[start..<index])
            start = pattern.index(after: index)
            if depth == 0 {
                return parts.map { String(pattern[..<open]) + $0 + String(pattern[start...]) }
            }
        }
        return nil
    }
}
