internal import Glibc

/// Files named by a path with wildcards, and what is in a folder.
enum FilePattern {
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The files a path stands for: itself if there is one of that name, else those that match `*`, `?`, `[…]` and
    /// `{a,b}` as in a shell, and `**` for any folders below; sorted.
    static func files(_ pattern: String) throws(MeasureError) -> [String] {
        if exists(pattern) || !pattern.contains(where: { "*?[{".contains($0) }) { return [pattern] }
        if let stars = pattern.range(of: "**") {
            let root = String(pattern[..<stars.lowerBound])
            let rest = pattern[stars.upperBound...].drop { $0 == "/" }
            let found = try below(root.isEmpty ? "." : root).filter { file in
                rest.isEmpty || fnmatch(String(rest), String(file.split(separator: "/").last ?? ""), 0) == 0
            }
            return try matched(found.map { root.hasSuffix("/") || root.isEmpty ? root + $0 : root + "/" + $0 }, pattern)
        }
        var found = glob_t()
        defer { globfree(&found) }
        var files: [String] = []
        if glob(pattern, GLOB_BRACE, nil, &found) == 0 {
            for index in 0..<Int(found.gl_pathc) {
                if let path = found.gl_pathv[index] { files.append(String(cString: path)) }
            }
        }
        return try matched(files.filter { !isFolder($0) }, pattern)
    }

    private static func matched(_ files: [String], _ pattern: String) throws(MeasureError) -> [String] {
        guard !files.isEmpty else {
            throw MeasureError("missing_file", pattern, "no file matches; check the folder and the pattern")
        }
        return files.sorted()
    }

    /// The files in a folder and the folders below it, by their paths from there, sorted; hidden ones left out.
    static func below(_ folder: String) throws(MeasureError) -> [String] {
        var files: [String] = []
        var open = [""]
        while let path = open.popLast() {
            let whole = path.isEmpty ? folder : folder + "/" + path
            guard let stream = opendir(whole) else {
                throw MeasureError(
                    "unreadable", whole, "cannot be read: \(String(cString: strerror(errno))); check its permissions")
            }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard !name.hasPrefix(".") else { continue }
                let inner = path.isEmpty ? name : path + "/" + name
                if isFolder(folder + "/" + inner) { open.append(inner) } else { files.append(inner) }
            }
        }
        return files.sorted()
    }
}

extension String {
    fileprivate func range(of other: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}
