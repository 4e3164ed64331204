import Foundation

/// Renames that survive a power cut.
enum DurableMove {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Puts a file or folder at its place, over what a file of that name held, and the name on the disk.
    static func move(_ path: String, to place: String) throws {
        guard rename(path, place) == 0 else {
            throw Failure(description: "rename \(path) to \(place): \(String(cString: strerror(errno)))")
        }
        try sync(URL(fileURLWithPath: place).deletingLastPathComponent().path)
    }

    /// Puts a folder of files at its place, instead of one left there by an attempt that was not finished.
    static func replaceFolder(_ place: String, with path: String) throws {
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: place).deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
        for name in try FileManager.default.contentsOfDirectory(atPath: path) { try sync("\(path)/\(name)") }
        try sync(path)
        try move(path, to: place)
    }

    private static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Failure(description: "open \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        guard fsync(file) == 0 else {
            throw Failure(description: "fsync \(path): \(String(cString: strerror(errno)))")
        }
    }
}
