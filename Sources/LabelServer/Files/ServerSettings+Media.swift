import LabelStore
import Logging
import MediaStorage
import QuorumCore

extension ServerSettings {
    /// The caller closes it.
    func openMedia() -> any MediaStore { media.open(dataFolder: data) { .now } }

    /// Whether a worker can do without the data folder of its servers: all that it needs is in a database and a storage.
    var sharesNoFolder: Bool { database != nil && media != .folder }

    /// - Throws: `ServerError` when the files of the database are kept elsewhere; `StoreError`.
    func agree(with store: LabelStore) async throws {
        let kept = try await store.settleMediaLocation(media.name)
        guard kept == media.name else {
            let words = [LabelStore.mediaFolder: "the data folder"]
            throw ServerError(
                .media,
                "The files of this database are kept in \(words[kept] ?? kept), and \(words[media.name] ?? media.name) "
                    + "was named: name the former with --media or QUORUM_MEDIA, or move them with quorum media move.")
        }
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
