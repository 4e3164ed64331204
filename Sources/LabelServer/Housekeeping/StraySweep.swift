import LabelStore
import Logging
import MediaStorage
import QuorumCore
import Synchronization

/// Keeps the mark of the files' owner, and removes, once a day, files that nothing names: where the place is marked as this
/// deployment's own, and nowhere else.
struct StraySweep: Chore {
    /// How often the mark is looked at and written anew: many times in the life of the youngest stray that is removed.
    private static let markInterval: Duration = .seconds(3600)
    private static let interval: Duration = .seconds(86_400)

    let name = "sweep files that nothing names"
    let store: LabelStore
    let media: any MediaStore
    let owner: MediaOwner
    let strays: StrayFiles
    /// Of a file, before it is removed.
    let age: Duration
    let logger: Logger
    var now: @Sendable () -> Timestamp = { .now }
    private let marked = Checked()

    private final class Checked: Sendable {
        let at = Mutex<Timestamp?>(nil)
    }

    init(
        store: LabelStore, media: any MediaStore, blobs: BlobStore, owner: MediaOwner, age: Duration, logger: Logger
    ) {
        self.store = store
        self.media = media
        self.owner = owner
        strays = StrayFiles(store: store, media: media, blobs: blobs)
        self.age = age
        self.logger = logger
    }

    func run() async throws {
        let now = now()
        guard marked.at.withLock({ $0.map { $0.advanced(by: Self.markInterval) <= now } ?? true }) else { return }
        let finding = try await owner.settle(surveying: true)
        marked.at.withLock { $0 = now }
        guard finding == .own else { return tell(finding) }
        guard try await store.beginStraySweep(every: Self.interval, at: now) else { return }
        let removed = try await strays.remove(before: now.advanced(by: .zero - age))
        guard removed > 0 else { return }
        try await store.recordStraySweep(files: removed, at: now)
        logger.notice("Removed files that nothing names", metadata: ["media": "\(media.name)", "files": "\(removed)"])
    }

    private func tell(_ finding: MediaOwner.Finding) {
        switch finding {
        case .own: break
        case .unmarked:
            logger.notice(
                """
                There are files that nothing in the database is about, and no mark of whose they are; if nobody else \
                keeps files there, run quorum media claim, and they are swept
                """, metadata: ["media": "\(media.name)"])
        case .foreign(let mark):
            logger.error(
                "Another service marked the files as its own; stop one of the two, then run quorum media claim",
                metadata: ["media": "\(media.name)", "deployment": "\(mark.deployment)", "at": "\(mark.at)"])
        }
    }
}
