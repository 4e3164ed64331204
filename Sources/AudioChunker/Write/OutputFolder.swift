import Foundation

/// A folder that appears whole or not at all: it is filled under another name beside its place, then renamed.
///
/// If finished parts are worth keeping, they stay under a hidden name when the work stops early, for the next run.
final class OutputFolder {
    let path: String
    let work: String
    /// What earlier runs for the same folder left behind; gone with `removeRemains`.
    private(set) var remains: [String] = []
    /// Whether what is there when the work stops early is kept.
    var keepsWork = false
    private let keptPath: String
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
        keptPath = parent.appendingPathComponent("\(prefix)\(Self.keptMark)").path
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            remains = Self.findRemains(in: parent, prefix: prefix)
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
        removeRemains()
        guard !isPublished else { return }
        if keepsWork, rename(work, keptPath) == 0 { return }
        remove()
    }

    func removeRemains() {
        for path in remains { try? FileManager.default.removeItem(atPath: path) }
        remains = []
    }

    private static let keptMark = "kept"

    private func remove() { try? FileManager.default.removeItem(atPath: work) }

    /// What killed or stopped processes left of the same folder.
    private static func findRemains(in parent: URL, prefix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        return names.sorted().filter { name in
            guard name.hasPrefix(prefix) else { return false }
            let mark = name.dropFirst(prefix.count)
            if mark == keptMark { return true }
            guard let process = pid_t(mark), process > 0, process != getpid() else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }.map { parent.appendingPathComponent($0).path }
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
