import LabelStore
import Logging
import MediaStorage
import QuorumCore

extension ServerSettings {
    /// The caller closes it.
    func openMedia() -> any MediaStore { media.open(dataFolder: data) { .now } }

    /// Whether a worker can do without the data folder of its servers: all that it needs is in a database and a storage.
    var sharesNoFolder: Bool { database != nil && media != .folder }

    func owner(store: LabelStore, media: any MediaStore, data: DataDirectory, blobs: BlobStore) -> MediaOwner {
        MediaOwner(store: store, media: media, data: data, blobs: blobs, place: self.media.name)
    }

    /// - Throws: `ServerError` when the files of the database are kept elsewhere, or those there are another service's;
    ///   `StoreError`.
    func agree(with store: LabelStore, media place: any MediaStore) async throws {
        if try await store.mediaLocation(orNew: media.name) == media.name { try await claim(place, of: store) }
        let kept = try await store.settleMediaLocation(media.name)
        guard kept == media.name else {
            let words = [LabelStore.mediaFolder: "the data folder"]
            throw ServerError(
                .media,
                "The files of this database are kept in \(words[kept] ?? kept), and \(words[media.name] ?? media.name) "
                    + "was named: name the former with --media or QUORUM_MEDIA, or move them with quorum media move.")
        }
    }

    /// Two services at one place would write over each other's files. A storage that does not answer keeps nobody from
    /// work; it is looked at later.
    private func claim(_ place: any MediaStore, of store: LabelStore) async throws {
        let data = DataDirectory(path: data)
        let blobs = BlobStore(data: data, media: place, store: store)
        let finding: MediaOwner.Finding
        do {
            finding = try await owner(store: store, media: place, data: data, blobs: blobs).settle(surveying: false)
        } catch is MediaError {
            return
        }
        if let refusal = finding.refusal(at: place.name) { throw refusal }
    }
}

extension MediaStore {
    /// Tells the operator, at the start, of a storage that does not answer as it should. Nobody is kept from work that
    /// needs no files.
    func complain(to logger: Logger) async {
        do {
            try await check()
        } catch {
            logger.error("Files can be neither kept nor read", metadata: ["media": "\(name)", "error": "\(error)"])
        }
    }
}

extension MediaOwner.Finding {
    /// Why the files at a place must not be worked with; nil where they may be.
    package func refusal(at place: String) -> ServerError? {
        switch self {
        case .own, .unmarked: return nil
        case .unreadable:
            return ServerError(
                .media,
                "\(MediaKey.owner) in \(place) is damaged, or of a newer version of Quorum, so that nobody knows whose the "
                    + "files are. If they are this service's own, mark them with quorum media claim --yes.")
        case .foreign(let mark):
            let whose =
                mark.isContested ? "two services, one a copy of the other," : "another service (\(mark.deployment))"
            return ServerError(
                .media,
                "The files in \(place) are marked as those of \(whose) since \(mark.at). Give this one a place of its own; "
                    + "or, if it takes the other's place, stop that one for good and run quorum media claim.")
        }
    }
}
