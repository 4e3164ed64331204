import Foundation
package import LabelStore
package import MediaStorage
import QuorumCore
import Synchronization

/// Whose the files at a place are. A deployment marks the place as its own when it first uses it, and writes the mark anew
/// every hour, with a turn that its database notes: whoever works with a copy of the database is found out by the turn, and
/// two that began alike by the turn of the other.
package struct MediaOwner: Sendable {
    package enum Finding: Sendable, Equatable {
        case own
        case unmarked
        /// Another deployment's, a copy's, or both'.
        case foreign(OwnerMark)
        /// A mark that is damaged, or a newer program's.
        case unreadable
    }

    private let store: LabelStore
    private let media: any MediaStore
    private let data: DataDirectory
    private let blobs: BlobStore
    /// What the database calls the place.
    private let place: String
    private let state = State()

    /// Of all that hold the same value.
    private final class State: Sendable {
        /// Whether this process ever found the place its own.
        let hasHeld = Mutex(false)
    }

    init(store: LabelStore, media: any MediaStore, data: DataDirectory, blobs: BlobStore, place: String) {
        self.store = store
        self.media = media
        self.data = data
        self.blobs = blobs
        self.place = place
    }

    /// - Parameters:
    ///   - dataFolder: of the server whose database `store` is; it may be running.
    ///   - place: what the database calls the place.
    package init(store: LabelStore, media: any MediaStore, dataFolder: String, place: String) {
        let data = DataDirectory(path: dataFolder)
        self.init(
            store: store, media: media, data: data, blobs: BlobStore(data: data, media: media, store: store),
            place: place)
    }

    /// Looks, and writes nothing.
    package func inspect() async throws -> Finding {
        try await blobs.withOwnerLock { try await find().finding }
    }

    /// Looks, and takes a place that is certainly nobody else's: one that is empty, or that has no file which the database
    /// does not name.
    ///
    /// - Parameter surveying: whether all files are looked at, or only an empty place is taken.
    package func settle(surveying: Bool) async throws -> Finding {
        let finding = try await settle(isFree: false)
        guard finding == .unmarked else { return finding }
        // Others put files there meanwhile.
        let isFree = if surveying { try await isKnown() } else { try await isEmpty() }
        return try await settle(isFree: isFree)
    }

    private func settle(isFree: Bool) async throws -> Finding {
        try await blobs.withOwnerLock {
            let (finding, known) = try await find()
            switch finding {
            case .own: try await write(deployment: known?.deployment, isTaken: false)
            case .unmarked:
                guard isFree else { return .unmarked }
                try await write(deployment: known?.deployment, isTaken: true)
            case .unreadable: return .unreadable
            case .foreign(let mark):
                // Who shares the place by a copy of the database must not sweep it either.
                if state.hasHeld.withLock({ $0 }), mark.deployment == known?.deployment, !mark.isContested {
                    try await put(OwnerMark(deployment: mark.deployment, turn: mark.turn, isContested: true, at: .now))
                }
                return finding
            }
            state.hasHeld.withLock { $0 = true }
            return .own
        }
    }

    /// Takes the place, whosever it was.
    package func take() async throws {
        try await blobs.withOwnerLock {
            try await write(deployment: try await store.mediaMark()?.deployment, isTaken: true)
        }
    }

    private func find() async throws -> (finding: Finding, known: MediaMark?) {
        let known = try await store.mediaMark()
        guard let text = try await read() else { return (.unmarked, known) }
        guard let mark = OwnerMark(text) else { return (.unreadable, known) }
        let isOwn =
            known.map { known in
                known.place == place && known.deployment == mark.deployment && known.knows(mark.turn)
            } ?? false
        return (isOwn && !mark.isContested ? .own : .foreign(mark), known)
    }

    /// Whatever happens in between, the database knows the mark that is there.
    ///
    /// - Parameter isTaken: whether the place was not its own until now.
    private func write(deployment: String?, isTaken: Bool) async throws {
        let now = Timestamp.now
        let mark = OwnerMark(deployment: deployment ?? Secret().text, turn: Secret().text, at: now)
        try await store.prepareMediaMark(mark.deployment, at: place, next: mark.turn, isTaken: isTaken, at: now)
        try await put(mark)
        try await store.confirmMediaMark()
    }

    private func put(_ mark: OwnerMark) async throws {
        let file = "\(data.unfinished)/owner-\(Secret().text)"
        let text = try mark.text
        try await blocking { try text.write(to: URL(fileURLWithPath: file)) }
        try await media.put(file, as: MediaKey.owner)
        _ = try? await blocking { unlink(file) }
    }

    private func read() async throws -> Data? {
        guard try await media.entry(MediaKey.owner) != nil else { return nil }
        return switch try await media.content(of: MediaKey.owner) {
        case .file(let path): try await blocking { try Data(contentsOf: URL(fileURLWithPath: path)) }
        case .stream(let stream): Data(try await stream.collect())
        }
    }

    /// Whether the database names every file there. A restored one may name those of the service that it was copied from.
    private func isKnown() async throws -> Bool {
        if try await isEmpty() { return true }
        guard try await !store.isRestoredBesideMedia() else { return false }
        let survey = try await MediaSurvey(store, media)
        return survey.strays.isEmpty && survey.unknown.isEmpty
    }

    private struct Found: Error {}

    private func isEmpty() async throws -> Bool {
        do {
            for area in MediaKey.areas { try await media.list(area) { _ in throw Found() } }
            return true
        } catch is Found {
            return false
        }
    }
}
