package import LabelStore
package import MediaStorage

/// Removes the files of what was erased from the database, also those that a stopped process left.
package struct ErasedFiles: Chore {
    let name = "remove erased files"
    let store: LabelStore
    let media: any MediaStore
    let blobs: BlobStore

    init(store: LabelStore, media: any MediaStore, blobs: BlobStore) {
        self.store = store
        self.media = media
        self.blobs = blobs
    }

    /// - Parameter dataFolder: of the server whose database `store` is; it may be running.
    package init(store: LabelStore, media: any MediaStore, dataFolder: String) {
        let data = DataDirectory(path: dataFolder)
        self.init(store: store, media: media, blobs: BlobStore(data: data, media: media, store: store))
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
        case .media(let key): try await media.removeAll(MediaKey.chunk(key) + "/")
        case .result(let digest):
            try await media.removeAll(MediaKey.report(digest) + "/")
            try await media.removeAll(MediaKey.exports(digest) + "/")
        }
    }
}
