import Foundation
import MediaStorage
import QuorumCore

/// The folder a server keeps its work in; no other place makes a path in it, and none is made from an uploader's words.
struct DataDirectory: Sendable {
    let path: String

    var database: String { path + "/quorum.sqlite" }
    var lock: String { path + "/lock" }
    /// Shared by all processes that are at work in the folder.
    var presence: String { path + "/presence" }
    var setUpToken: String { path + "/setup-token" }
    /// Files that come in piece by piece.
    var uploads: String { path + "/uploads" }
    /// Unfinished work; emptied by whoever comes first.
    var unfinished: String { path + "/tmp" }

    /// What has come in of an upload.
    func upload(_ id: UploadID) -> String { "\(uploads)/\(id)" }
    func blobLock(_ key: String) -> String { "\(path)/locks/\(key)" }

    /// - Throws: `ServerError` unless a server has made the folder.
    func check() throws(ServerError) {
        guard access(presence, F_OK) == 0 else {
            throw ServerError(
                .dataFolder,
                "\(path) is no data folder; give the one that quorum serve was given with --data, and start that first."
            )
        }
    }

    /// Makes the folder and those inside, for its owner alone.
    func prepare() throws(ServerError) {
        let folders = [path, uploads, unfinished, path + "/locks"] + MediaKey.areas.map { "\(path)/\($0.dropLast())" }
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

    /// Removes what stopped processes left half made.
    ///
    /// - Parameter age: since it was last written to.
    func removeUnfinished(olderThan age: Duration) {
        let limit = Date(timeIntervalSinceNow: -Double(age.components.seconds))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: unfinished)) ?? [] {
            let path = "\(unfinished)/\(name)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let written = attributes?[.modificationDate] as? Date ?? .distantPast
            if written <= limit { try? FileManager.default.removeItem(atPath: path) }
        }
    }
}
