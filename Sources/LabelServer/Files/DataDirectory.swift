import Foundation

/// The folder a server keeps its work in; no other place makes a path in it, and none is made from an uploader's words.
struct DataDirectory: Sendable {
    let path: String

    var database: String { path + "/quorum.sqlite" }
    var lock: String { path + "/lock" }
    var setUpToken: String { path + "/setup-token" }
    var blobs: String { path + "/blobs" }
    var media: String { path + "/media" }
    /// Unfinished work; emptied at every start.
    var unfinished: String { path + "/tmp" }

    /// An uploaded file.
    func blob(_ sha256: String) -> String { "\(blobFolder(sha256))/\(sha256)" }
    func blobFolder(_ sha256: String) -> String { "\(blobs)/\(sha256.prefix(2))" }
    /// A chunk's file.
    func media(_ key: String) -> String { "\(media)/\(key)" }
    /// The report of a dataset version.
    func report(_ digest: String) -> String { "\(path)/reports/\(digest)" }
    /// The shards of a dataset version.
    func export(_ digest: String, format: String) -> String { "\(path)/exports/\(digest)/\(format)" }

    /// Makes the folder and those inside, for its owner alone.
    func prepare() throws(ServerError) {
        let folders = [path, blobs, media, unfinished, path + "/reports", path + "/exports"]
        for folder in folders {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw ServerError(
                    .dataFolder,
                    "The data folder \(folder) cannot be made (\(error.localizedDescription)); "
                        + "give a folder that this user may write with --data.")
            }
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw ServerError(
                .dataFolder, "The data folder \(path) cannot be written; make it writable or give another with --data.")
        }
    }

    /// Removes what a stopped server left half made.
    func removeUnfinished() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: unfinished)) ?? [] {
            try? FileManager.default.removeItem(atPath: "\(unfinished)/\(name)")
        }
    }
}
