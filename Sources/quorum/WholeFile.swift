import Foundation

/// A file that is there whole or not at all, even after a power cut.
enum WholeFile {
    /// Writes beside the file under a name of its own, syncs, and renames.
    ///
    /// What a link names is replaced, not the link, and keeps its permissions. Devices and pipes are written to as they
    /// are.
    static func write(_ content: some Collection<UInt8>, to path: String) throws {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        var status = stat()
        let exists = stat(target, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
            return try fill(target, flags: O_WRONLY, mode: 0, content, shownAs: path)
        }
        let folder = URL(filePath: target).deletingLastPathComponent().path
        let name = URL(filePath: target).lastPathComponent
        let partial = "\(folder)/.\(name).partial-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        do {
            let mode = exists ? status.st_mode & 0o777 : 0o666
            try fill(partial, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode, content, shownAs: path)
            guard rename(partial, target) == 0 else { throw failure(path) }
            try syncFolder(folder, shownAs: path)
        } catch {
            unlink(partial)
            throw error
        }
    }

    private static func fill(
        _ path: String, flags: Int32, mode: mode_t, _ content: some Collection<UInt8>, shownAs shown: String
    ) throws {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(shown) }
        defer { close(descriptor) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            try file.write(contentsOf: Data(content))
        } catch {
            throw failure(shown)
        }
        // A pipe or a terminal cannot be synced, which is EINVAL, and need not be.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw failure(shown) }
    }

    /// Makes the new name last.
    private static func syncFolder(_ folder: String, shownAs shown: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(shown) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(shown) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(
            "unwritable",
            "\(path): cannot be written: \(String(cString: strerror(errno))); check that its folder is there, can be "
                + "written to, and has space", path: path)
    }
}
