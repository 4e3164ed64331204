import Foundation

/// A folder that appears whole or not at all: it is filled under another name beside its place, then renamed.
final class OutputFolder {
    let path: String
    let work: String
    private var isPublished = false

    init(creating path: String) throws(ChunkingError) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard !FileManager.default.fileExists(atPath: trimmed) else {
            throw ChunkingError(
                .outputExists, path: trimmed, "it exists already", remedy: "remove it or name another output folder")
        }
        let place = URL(fileURLWithPath: trimmed)
        let parent = place.deletingLastPathComponent()
        let prefix = ".\(place.lastPathComponent).partial-"
        self.path = place.path
        work = parent.appendingPathComponent("\(prefix)\(getpid())").path
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            Self.removeRemains(in: parent, prefix: prefix)
            try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
        } catch {
            throw ChunkingError(
                .unwritable, path: trimmed, "it can't be made (\(error.localizedDescription))",
                remedy: "check the permissions of \(parent.path)")
        }
    }

    /// Makes the folder appear.
    func publish() throws(ChunkingError) {
        guard rename(work, path) == 0 else {
            let reason = String(cString: strerror(errno))
            throw ChunkingError(
                .unwritable, path: path, "the finished folder can't be put in place (\(reason))",
                remedy: "make sure nothing else writes there and run it again")
        }
        isPublished = true
    }

    deinit {
        if !isPublished { remove() }
    }

    private func remove() { try? FileManager.default.removeItem(atPath: work) }

    /// Removes what a killed process left of the same folder.
    private static func removeRemains(in parent: URL, prefix: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)), process != getpid() else { continue }
            if kill(process, 0) != 0, errno == ESRCH {
                try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
            }
        }
    }
}

/// Writes a small file, naming it when that fails.
func writeFile(_ path: String, _ content: Data) throws(ChunkingError) {
    do {
        try content.write(to: URL(fileURLWithPath: path))
    } catch {
        throw ChunkingError(
            .unwritable, path: path, "it can't be written (\(error.localizedDescription))",
            remedy: "check the folder's permissions and that the disk has room")
    }
}
