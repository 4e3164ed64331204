internal import Glibc

/// A folder that appears whole or not at all: it is filled under a hidden name beside its place, put on the disk, then
/// moved there in one step.
///
/// Whatever goes wrong before `publish()`, the folder is removed with all it holds and the place stays as it was. If
/// finished parts are worth keeping, they stay under a hidden name instead, for the next attempt.
package final class StagedFolder {
    /// Where it stands once it is published.
    package let place: String
    /// Where it is filled.
    package let path: String
    /// What stopped or killed attempts at the same place left behind; gone with `removeRemains()` or with this object.
    package private(set) var remains: [String]
    /// Whether what is there when the work stops early is kept.
    package var keepsWork = false
    private let keptPath: String
    private let parent: String
    /// Folders that were made for the place, outermost first.
    private let madeParents: [String]
    private var isPublished = false

    private static let keptMark = "kept"

    /// - Throws: `FileError` when something is at `place` already, but for an empty folder, or its parent cannot be written.
    package init(for place: String) throws(FileError) {
        let trimmed = Self.withoutTrailingSlashes(place)
        guard !trimmed.isEmpty else {
            throw FileError(
                .nameless, place.isEmpty ? "the output" : place, "the folder has no name",
                remedy: "name a folder that is not there yet")
        }
        try Self.requireVacant(trimmed)
        self.place = trimmed
        parent = Self.parent(of: trimmed)
        madeParents = try Self.makeFolders(parent)
        let name = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
        let prefix = "." + name + ".partial-"
        remains = Self.findRemains(prefix, in: parent)
        keptPath = parent + "/" + prefix + Self.keptMark
        path = parent + "/" + prefix + String(getpid())
        guard mkdir(path, 0o755) == 0 else {
            let error = FileError.unwritable(trimmed, "create the folder")
            for folder in madeParents.reversed() { rmdir(folder) }
            throw error
        }
    }

    deinit {
        removeRemains()
        guard !isPublished else { return }
        if keepsWork, rename(path, keptPath) == 0 { return }
        FolderTree.remove(path)
        for folder in madeParents.reversed() { rmdir(folder) }
    }

    package func removeRemains() {
        for path in remains { FolderTree.remove(path) }
        remains = []
    }

    package func makeFolder(_ relativePath: String) throws(FileError) {
        _ = try Self.makeFolders(path + "/" + relativePath)
    }

    /// Moves the folder to its place; from here on it is there, whole.
    package func publish() throws(FileError) {
        try FolderTree.sync(path)
        try Self.requireVacant(place)
        guard rename(path, place) == 0 else { throw .unwritable(place, "move the finished folder here") }
        isPublished = true
        try FolderTree.syncEntry(parent)
    }

    /// Nothing is there, or an empty folder, which a rename may replace.
    private static func requireVacant(_ path: String) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw .unwritable(path, "look at the folder")
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder, FolderTree.entries(of: path)?.isEmpty == true { return }
        throw FileError(
            .occupied, path, isFolder ? "the folder is there already and not empty" : "there is a file of this name",
            remedy: "name a folder that is not there yet, or remove this one first")
    }

    /// Makes a folder and those above it.
    ///
    /// - Returns: the folders that were not there before, outermost first.
    static func makeFolders(_ path: String, mode: mode_t = 0o755) throws(FileError) -> [String] {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw FileError(
                    .unwritable, path, "it is a file where a folder is needed", remedy: "choose another folder")
            }
            return []
        }
        let made = try makeFolders(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            let error = FileError.unwritable(path, "create the folder")
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
        return made + [path]
    }

    /// What attempts left whose processes are gone, and what they kept.
    private static func findRemains(_ prefix: String, in parent: String) -> [String] {
        (FolderTree.entries(of: parent) ?? []).sorted().filter { name in
            guard name.hasPrefix(prefix) else { return false }
            let mark = name.dropFirst(prefix.count)
            if mark == keptMark { return true }
            guard let process = pid_t(mark), process > 0, process != getpid() else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }.map { parent + "/" + $0 }
    }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var trimmed = Substring(path)
        while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed == "/" ? "" : String(trimmed)
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
