import Foundation
import LabelServer
import LabelStore
import MediaStorage
import QuorumCore

/// The folder a server keeps its work in, opened by the other commands.
struct DataFolder {
    let path: String
    /// URL of a PostgreSQL database; nil for the folder's own SQLite file.
    let database: String?

    /// - Parameter database: as an option named it; the environment may name one instead.
    init(path: String, database: String?) {
        self.path = path
        self.database = database ?? Self.databaseOfEnvironment
    }

    static var databaseOfEnvironment: String? {
        ProcessInfo.processInfo.environment[StoreLocation.environmentVariable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Calls `body` with the database of a server, which may be running; nothing of its schema is changed.
    ///
    /// - Throws: `CommandFailure` when there is no data folder here, none is made; `StoreError` when the database is of
    ///   another version; what `body` throws.
    func withStore<Result>(_ body: (LabelStore) async throws -> Result) async throws -> Result {
        let store = try await openStore()
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    /// The same with the files, wherever the database says that they are kept.
    ///
    /// - Throws: `MediaError` too, when the environment lacks what it takes to reach them.
    func withFiles<Result>(_ body: (LabelStore, any MediaStore) async throws -> Result) async throws -> Result {
        try await withStore { store in
            let settings = try MediaSettings(
                location: try await store.mediaLocation(), environment: ProcessInfo.processInfo.environment)
            let media = settings.open(dataFolder: URL(fileURLWithPath: path).standardizedFileURL.path) { .now }
            do {
                let result = try await body(store, media)
                await media.close()
                return result
            } catch {
                await media.close()
                throw error
            }
        }
    }

    /// Where the files of chunks are; nil where they are kept in another place than this folder.
    func mediaFolder(of store: LabelStore) async throws -> String? {
        try await store.mediaLocation() == "folder" ? path + "/media" : nil
    }

    private func openStore() async throws -> LabelStore {
        if let database { return try await LabelStore.open(.postgres(url: database), migrating: false) }
        let file = path + "/quorum.sqlite"
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(
                "not_found",
                "\(path): it is not a data folder of quorum, \(file) is not there; "
                    + "give the folder that quorum serve uses with --data")
        }
        return try await LabelStore.open(.sqlite(path: file), migrating: false)
    }
}

extension LabelStore {
    /// Finds a project by its number or name. A number wins: names can be changed to anything at any time, also while
    /// the server has told a process of its own which project is meant.
    func project(described text: String) async throws -> Project {
        let all = try await projects()
        guard let found = all.first(where: { "\($0.id)" == text }) ?? all.first(where: { $0.name == text }) else {
            let names = all.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw CommandFailure(
                "not_found",
                "project \"\(text)\": there is no such project; "
                    + (names.isEmpty ? "there is none at all yet" : "there is \(names)"))
        }
        return found
    }

    /// Finds a frozen version by what a person writes.
    ///
    /// - Parameters:
    ///   - project: a project's number or name; a number wins.
    ///   - version: a version's name (`v1`), its digest, or the digest's first eight digits or more.
    func version(_ version: String, ofProject project: String) async throws -> DatasetVersion {
        let found = try await self.project(described: project)
        do {
            return try await self.version(named: version, of: found.id)
        } catch {
            guard error.code == .notFound else { throw error }
            let names = try await versions(of: found.id).map(\.name).joined(separator: ", ")
            throw CommandFailure(
                "not_found",
                "version \"\(version)\" of \"\(found.name)\": there is no such version; "
                    + (names.isEmpty ? "freeze one first" : "there is \(names)"))
        }
    }
}
