import Crypto
import DurableFiles
import Foundation
import LabelStore
import MediaStorage
import QuorumCore

/// A copy of a data folder: its database at one moment, and the uploads and chunks that it names, each with its SHA-256.
/// Where those are in a storage of their own they stay there; what the database names must be there.
package struct Backup: Codable, Sendable {
    package struct File: Codable, Sendable {
        /// Inside the folder.
        package let path: String
        package let bytes: Int64
        package let sha256: String
    }

    /// Of the format of this list.
    package let schema: String
    package let files: [File]

    package var bytes: Int64 { files.reduce(0) { $0 + $1.bytes } }

    private static let format = "quorum.backup/1"
    private static let listName = "backup.json"
    private static let databaseName = "quorum.sqlite"
    /// What cannot be made again of the rest.
    private static let folders = [MediaKey.blobs, MediaKey.media].map { String($0.dropLast()) }

    /// Copies a data folder, which may be in use.
    ///
    /// The database is copied first: what it names is then in the folders. Files there come whole and never change; what
    /// is taken away meanwhile belonged to uploads that failed.
    ///
    /// - Parameter environment: has what it takes to reach a storage.
    /// - Throws: `ServerError`, `StoreError` or `MediaError`; then nothing is left at `place`.
    package static func make(
        of data: String, at place: String, environment: [String: String]
    ) async throws -> Backup {
        let database = "\(data)/\(databaseName)"
        guard FileManager.default.fileExists(atPath: database) else {
            throw ServerError(
                .dataFolder,
                "\(data) holds no \(databaseName): it is no data folder, or its database is on PostgreSQL, "
                    + "which pg_dump backs up (docs/operate.md).")
        }
        return try await fill(place) { staged in
            let kept = try await copyDatabase(database, to: "\(staged)/\(databaseName)")
            for folder in kept == LabelStore.mediaFolder ? folders : []
            where FileManager.default.fileExists(atPath: "\(data)/\(folder)") {
                try copyFolder("\(data)/\(folder)", to: "\(staged)/\(folder)")
            }
            try await checkDatabase(in: staged, environment)
            let backup = Backup(schema: format, files: try list(staged))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            try encoder.encode(backup).write(to: URL(fileURLWithPath: "\(staged)/\(listName)"))
            return backup
        }
    }

    /// Makes a data folder of a backup.
    ///
    /// - Throws: `ServerError` that names the first file that is missing or not as it was; then nothing is made.
    package static func restore(
        from place: String, to data: String, environment: [String: String]
    ) async throws -> Backup {
        guard let text = FileManager.default.contents(atPath: "\(place)/\(listName)") else {
            throw ServerError(.backup, "\(place) holds no \(listName); name a folder that quorum backup wrote.")
        }
        guard let backup = try? JSONDecoder().decode(Backup.self, from: text), backup.schema == format else {
            throw ServerError(.backup, "\(place)/\(listName) is damaged or of another version; use another backup.")
        }
        return try await fill(data) { staged in
            for file in backup.files { try copy(file, from: place, to: staged) }
            try await checkDatabase(in: staged, environment)
            return backup
        }
    }

    /// Calls `body` with a folder that appears at `place`, for its owner alone, once all is done.
    private static func fill(_ place: String, _ body: (String) async throws -> Backup) async throws -> Backup {
        do {
            let folder = try StagedFolder(for: place)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
            let backup = try await body(folder.path)
            try folder.publish()
            return backup
        } catch let error as FileError {
            throw ServerError(.backup, error.description)
        } catch let error as CocoaError {
            throw ServerError(.backup, "\(place) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Copies what is there when its turn comes.
    private static func copyFolder(_ folder: String, to place: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: place, withIntermediateDirectories: false)
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
            let (from, to) = ("\(folder)/\(name)", "\(place)/\(name)")
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: from, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                try copyFolder(from, to: to)
            } else {
                do {
                    try manager.copyItem(atPath: from, toPath: to)
                } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile
                {
                    continue
                }
            }
        }
    }

    /// - Returns: where the database's files are kept.
    private static func copyDatabase(_ database: String, to place: String) async throws -> String {
        let store = try await LabelStore.open(.sqlite(path: database), migrating: false)
        do {
            try await store.copy(to: place)
            let kept = try await store.mediaLocation()
            await store.close()
            return kept
        } catch {
            await store.close()
            throw error
        }
    }

    private static func copy(_ file: File, from place: String, to staged: String) throws {
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy(FileServer.isSafe) else {
            throw ServerError(.backup, "\(place)/\(listName) names \"\(file.path)\", which leads out of the folder.")
        }
        let (from, to) = ("\(place)/\(file.path)", "\(staged)/\(file.path)")
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: to).deletingLastPathComponent().path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard FileManager.default.fileExists(atPath: from) else {
            throw ServerError(.backup, "\(from) is missing; use another backup.")
        }
        try FileManager.default.copyItem(atPath: from, toPath: to)
        // The copy, so that what was checked is what is served.
        guard try digest(to) == file.sha256 else {
            throw ServerError(.backup, "\(from) is not as it was when it was backed up; use another backup.")
        }
    }

    /// Whether a copied database is whole, its references hold, its files are there, and its record of who did what is
    /// unchanged.
    private static func checkDatabase(in folder: String, _ environment: [String: String]) async throws {
        let store = try await LabelStore.open(.sqlite(path: "\(folder)/\(databaseName)"))
        do {
            let damage = try await store.findDamage()
            let record = try await store.verifyAudit()
            let missing = try await MediaSurvey.missing(of: store, dataFolder: folder, environment: environment)
            // Files in a storage stay those of the service that was copied.
            try await store.forgetMediaMark()
            await store.close(intoOneFile: true)
            if let missing = missing.first {
                throw ServerError(
                    .backup, "\(missing), which the database names, is missing; find it in an older backup.")
            }
            if let first = damage.first {
                throw ServerError(.backup, "The database is damaged: \(first)")
            }
            if let first = record.faults.first {
                throw ServerError(.backup, "The record of who did what was changed: \(first)")
            }
        } catch {
            await store.close()
            throw error
        }
        // Everything is in the one file.
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(databaseName)\(suffix)")
        }
    }

    /// All files of a folder, by path.
    private static func list(_ folder: String) throws -> [File] {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [File] = []
        for case let name as String in names {
            let path = "\(folder)/\(name)"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            files.append(
                File(path: name, bytes: (attributes[.size] as? NSNumber)?.int64Value ?? 0, sha256: try digest(path)))
        }
        return files.sorted { $0.path < $1.path }
    }

    /// SHA-256 in hexadecimal, read a mebibyte at a time.
    private static func digest(_ path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var digest = SHA256()
        while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { digest.update(data: part) }
        return digest.finalize().hexadecimal
    }
}
