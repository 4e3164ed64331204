import Foundation
package import LabelStore
package import MediaStorage

/// Whose files a storage holds. Several copies of a database can name the same one, as after a restore; only the service
/// that the storage itself names may remove what its database does not know. A data folder has one service.
package struct MediaOwnership: Sendable {
    private static let key = "owner"

    private let store: LabelStore
    private let media: any MediaStore
    private let data: DataDirectory

    init(store: LabelStore, media: any MediaStore, data: DataDirectory) {
        self.store = store
        self.media = media
        self.data = data
    }

    package init(store: LabelStore, media: any MediaStore, dataFolder: String) {
        self.init(store: store, media: media, data: DataDirectory(path: dataFolder))
    }

    /// Whether the storage is this service's; one that names nobody becomes it.
    func holds() async throws -> Bool {
        guard media.isRemote else { return true }
        if let marked = try await marked() { return try await store.mediaOwner() == marked }
        try await take()
        return true
    }

    /// Makes the storage this service's.
    package func take() async throws {
        guard media.isRemote else { return }
        var owner = try await store.mediaOwner()
        if owner == nil {
            owner = Secret().text
            try await store.setMediaOwner(owner)
        }
        let path = "\(data.unfinished)/owner-\(Secret().text.prefix(12))"
        let text = Data((owner ?? "").utf8)
        try await blocking { try text.write(to: URL(fileURLWithPath: path)) }
        do {
            try await media.put(path, as: Self.key)
            try await blocking { try FileManager.default.removeItem(atPath: path) }
        } catch {
            try? await blocking { try FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private func marked() async throws -> String? {
        do {
            guard case .stream(let stream) = try await media.content(of: Self.key) else { return nil }
            return String(decoding: try await stream.collect(), as: UTF8.self)
        } catch let error as MediaError {
            guard error.code == .missing else { throw error }
            return nil
        }
    }
}
