internal import Glibc

/// What is in a folder and the folders below it, by paths from there, sorted; hidden entries left out.
///
/// Links are followed, but for those to a folder that they are in.
struct FilesBelow {
    private struct Identity: Hashable {
        let device: UInt64
        let file: UInt64
    }

    /// Links that lead to one another make more folders than this of a few.
    private static let mostFolders = 100_000

    private(set) var files: [String] = []
    private(set) var folders: [String] = []

    init(_ folder: String) throws(MeasureError) {
        var open = [(path: "", above: [Self.identity(folder)].compactMap { $0 })]
        while let (path, above) = open.popLast() {
            let whole = path.isEmpty ? folder : folder + "/" + path
            guard let names = Self.entries(whole) else {
                throw MeasureError(
                    "unreadable", whole, "cannot be read: \(String(cString: strerror(errno))); check its permissions")
            }
            for name in names where !name.hasPrefix(".") {
                let inner = path.isEmpty ? name : path + "/" + name
                guard FilePattern.isFolder(folder + "/" + inner) else {
                    files.append(inner)
                    continue
                }
                guard let identity = Self.identity(folder + "/" + inner), !above.contains(identity) else { continue }
                folders.append(inner)
                open.append((inner, above + [identity]))
            }
            guard folders.count <= Self.mostFolders else {
                throw MeasureError(
                    "too_many", folder,
                    "there are more than \(Self.mostFolders) folders in it, counted along links; name the files")
            }
        }
        files.sort()
        folders.sort()
    }

    /// The names in one folder; nil when it cannot be read.
    static func entries(_ folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func identity(_ path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), file: UInt64(status.st_ino))
    }
}
