internal import Glibc

/// A hidden folder beside the place an export will stand, moved there in one step once it is complete.
///
/// Whatever goes wrong before `publish()`, the folder is removed with all it holds and the destination stays as it was.
final class StagingFolder {
    let path: String
    private let destination: String
    private let parent: String
    /// Parent folders that were made for the destination, outermost first.
    private let madeParents: [String]
    private var isPublished = false

    /// - Throws: `ExportError` when `destination` holds something already or its parent cannot be written.
    init(for destination: String) throws(ExportError) {
        let trimmed = Self.withoutTrailingSlashes(destination)
        guard !trimmed.isEmpty else {
            throw ExportError(
                .invalidSettings, "--out", "the folder has no name", remedy: "name a folder that is not there yet")
        }
        try Self.requireVacant(trimmed)
        self.destination = trimmed
        parent = Self.parent(of: trimmed)
        madeParents = try Self.makeFolders(parent)
        let name = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
        let prefix = "." + name + ".partial-"
        Self.removeAbandoned(prefix, in: parent)
        path = parent + "/" + prefix + String(getpid())
        guard mkdir(path, 0o755) == 0 else {
            let error = ExportError.unwritable(path, "create the folder")
            for folder in madeParents.reversed() { rmdir(folder) }
            throw error
        }
    }

    deinit {
        guard !isPublished else { return }
        FolderTree.remove(path)
        for folder in madeParents.reversed() { rmdir(folder) }
    }

    func makeFolder(_ relativePath: String) throws(ExportError) {
        _ = try Self.makeFolders(path + "/" + relativePath)
    }

    /// Moves the folder to its destination; from here on the export is there, whole.
    func publish() throws(ExportError) {
        try FolderTree.sync(path)
        try Self.requireVacant(destination)
        guard rename(path, destination) == 0 else { throw .unwritable(destination, "move the finished export here") }
        isPublished = true
        try FolderTree.syncEntry(parent)
    }

    /// Nothing is there, or an empty folder, which a rename may replace.
    private static func requireVacant(_ path: String) throws(ExportError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw .unwritable(path, "look at the folder")
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder, FolderTree.entries(of: path)?.isEmpty == true { return }
        throw ExportError(
            .outputExists, path, isFolder ? "the folder is not empty" : "there is a file of this name",
            remedy: "name a folder that is not there yet, or remove this one first")
    }

    /// Makes a folder and those above it.
    ///
    /// - Returns: the folders that were not there before, outermost first.
    private static func makeFolders(_ path: String) throws(ExportError) -> [String] {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw ExportError(
                    .unwritable, path, "it is a file where a folder is needed", remedy: "choose another folder")
            }
            return []
        }
        let made = try makeFolders(parent(of: path))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            let error = ExportError.unwritable(path, "create the folder")
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
        return made + [path]
    }

    /// Removes what exports of the same name left behind when their processes were killed.
    private static func removeAbandoned(_ prefix: String, in parent: String) {
        for name in FolderTree.entries(of: parent) ?? [] where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            FolderTree.remove(parent + "/" + name)
        }
    }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var trimmed = Substring(path)
        while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed == "/" ? "" : String(trimmed)
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
