import Foundation
package import LabelStore
package import MediaStorage
import QuorumCore

/// Copies the files of a stopped service to another place and notes that in the database.
package struct MediaMove: Sendable {
    private let store: LabelStore
    private let source: any MediaStore
    private let target: MediaSettings
    private let data: DataDirectory

    package init(store: LabelStore, from source: any MediaStore, to target: MediaSettings, dataFolder: String) {
        self.store = store
        self.source = source
        self.target = target
        data = DataDirectory(path: dataFolder)
    }

    /// - Returns: how many files were copied; those that are there already with the same length are not.
    /// - Throws: `ServerError` while a server is at work in the data folder, or where somebody else may have files at the
    ///   other place; `MediaError`.
    package func run() async throws -> Int {
        guard try await store.mediaLocation() != target.name else {
            throw ServerError(.media, "The files are kept in \(target.name) already.")
        }
        let lock = try DataLock(data, as: .soleServer)
        defer { withExtendedLifetime(lock) {} }
        let place = target.open(dataFolder: data.path) { .now }
        do {
            var entries: [MediaEntry] = []
            for area in MediaKey.areas { try await source.list(area) { entries += $0 } }
            let owner = MediaOwner(store: store, media: place, dataFolder: data.path, place: target.name)
            try await check(place, try await owner.inspect(), for: entries)
            let copied = try await copy(entries, to: place)
            try await owner.take()
            await place.close()
            try await store.moveMedia(to: target.name, at: .now)
            return copied
        } catch {
            await place.close()
            throw error
        }
    }

    /// Throws where files at a place may be somebody else's. Those of a move that broke off are not.
    private func check(
        _ place: any MediaStore, _ finding: MediaOwner.Finding, for entries: [MediaEntry]
    ) async throws {
        switch finding {
        case .own: return
        case .foreign(let mark):
            if try await store.mediaMark()?.deployment == mark.deployment { return }
        case .unreadable: break
        case .unmarked:
            guard let key = try await foreignKey(at: place, besides: entries) else { return }
            throw ServerError(
                .media,
                "There are files in \(place.name) that are not this service's, such as \(key), and no mark says whose they "
                    + "are; name a place that is empty.")
        }
        if let refusal = finding.refusal(at: place.name) { throw refusal }
    }

    private func foreignKey(at place: any MediaStore, besides entries: [MediaEntry]) async throws -> String? {
        let copies = Dictionary(entries.map { ($0.key, $0.bytes) }) { first, _ in first }
        let names = try await MediaNames(store)
        var found: String?
        for area in MediaKey.areas {
            try await place.list(area) { page in
                for entry in page where found == nil {
                    let isOurs = copies[entry.key].map { $0 == entry.bytes } ?? names.accountFor(entry.key)
                    if !isOurs { found = entry.key }
                }
            }
        }
        return found
    }

    private func copy(_ entries: [MediaEntry], to place: any MediaStore) async throws -> Int {
        var copied = 0
        for entry in entries {
            if try await place.entry(entry.key)?.bytes == entry.bytes { continue }
            try await copy(entry.key, to: place)
            copied += 1
        }
        return copied
    }

    private func copy(_ key: String, to place: any MediaStore) async throws {
        switch try await source.content(of: key) {
        case .file(let path):
            // It stays there: a place that is remote copies.
            try await place.put(path, as: key)
        case .stream(let stream):
            let path = "\(data.unfinished)/move-\(Secret().text)"
            try await stream.write(to: path)
            try await place.put(path, as: key)
            try? await blocking { try FileManager.default.removeItem(atPath: path) }
        }
    }
}
