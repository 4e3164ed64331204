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
    /// - Throws: `ServerError` while a server is at work in the data folder; `MediaError`.
    package func run() async throws -> Int {
        guard try await store.mediaLocation() != target.name else {
            throw ServerError(.media, "The files are kept in \(target.name) already.")
        }
        let lock = try DataLock(data, as: .soleServer)
        defer { withExtendedLifetime(lock) {} }
        let place = target.open(dataFolder: data.path) { .now }
        do {
            let owner = MediaOwner(store: store, media: place, dataFolder: data.path, place: target.name)
            if case .foreign(let mark) = try await owner.inspect(),
                try await store.mediaMark()?.deployment != mark.deployment
            {
                throw ServerError(foreign: mark, at: place.name)
            }
            let copied = try await copy(to: place)
            try await owner.take()
            await place.close()
            try await store.moveMedia(to: target.name, at: .now)
            return copied
        } catch {
            await place.close()
            throw error
        }
    }

    private func copy(to place: any MediaStore) async throws -> Int {
        var entries: [MediaEntry] = []
        for area in MediaKey.areas { try await source.list(area) { entries += $0 } }
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
