internal import Glibc

/// A folder and everything in it.
enum FolderTree {
    /// Names in a folder but for `.` and `..`, unordered; nil when it cannot be read.
    static func entries(of path: String) -> [String]? {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder with all it holds; links are removed, never followed.
    static func remove(_ path: String) {
        for name in entries(of: path) ?? [] {
            let child = path + "/" + name
            if isFolder(child) { remove(child) } else { unlink(child) }
        }
        rmdir(path)
    }

    /// Puts a folder and everything in it on the disk.
    static func sync(_ path: String) throws(ExportError) {
        for name in entries(of: path) ?? [] {
            let child = path + "/" + name
            if isFolder(child) { try sync(child) } else { try syncEntry(child) }
        }
        try syncEntry(path)
    }

    /// Puts one file, or the names in one folder, on the disk.
    static func syncEntry(_ path: String) throws(ExportError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path, "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unwritable(path, "write to the disk") }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
