import Foundation
package import LabelStore

/// Removes the files of what was erased from the database, also those that a stopped process left.
package struct ErasedFiles: Chore {
    let name = "remove erased files"
    let store: LabelStore
    let data: DataDirectory
    let blobs: BlobFolder

    init(store: LabelStore, data: DataDirectory, blobs: BlobFolder) {
        self.store = store
        self.data = data
        self.blobs = blobs
    }

    /// - Parameter dataFolder: of the server whose database `store` is; it may be running.
    package init(store: LabelStore, dataFolder: String) {
        let data = DataDirectory(path: dataFolder)
        self.init(store: store, data: data, blobs: BlobFolder(data: data, store: store))
    }

    package func run() async throws {
        while true {
            let files = try await store.erasedFiles()
            guard !files.isEmpty else { return }
            for file in files {
                try await remove(file)
                try await store.forget(file)
            }
        }
    }

    private func remove(_ file: ErasedFile) async throws {
        switch file {
        case .blob(let sha256): try await blobs.removeIfUnused(sha256: sha256)
        case .media(let key): try await removeFolder(data.media(key))
        case .result(let digest):
            try await removeFolder(data.report(digest))
            try await removeFolder(data.exports(digest))
        }
    }

    private func removeFolder(_ path: String) async throws {
        try await blocking {
            guard FileManager.default.fileExists(atPath: path) else { return }
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
