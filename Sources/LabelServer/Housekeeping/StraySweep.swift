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
    /// Of a file, before it is removed; nil where the mark is kept and the sweep left to workers.
    let age: Duration?
    let logger: Logger
    var now: @Sendable () -> Timestamp = { .now }
    /// Goes on when somebody sets the clock of the machine back.
    var clock: @Sendable () -> ContinuousClock.Instant = { .now }
    private let marked = Checked()

    private final class Checked: Sendable {
        let at = Mutex<ContinuousClock.Instant?>(nil)
    }

    init(
        store: LabelStore, media: any MediaStore, blobs: BlobStore, owner: MediaOwner, age: Duration?, logger: Logger
    ) {
        self.store = store
        self.media = media
        self.owner = owner
        strays = StrayFiles(store: store, media: media, blobs: blobs)
        self.age = age
        self.logger = logger
    }

    func run() async throws {
        let instant = clock()
        guard marked.at.withLock({ $0.map { $0 + Self.markInterval <= instant } ?? true }) else { return }
        let finding = try await owner.settle(surveying: true)
        marked.at.withLock { $0 = instant }
        guard finding == .own else { return tell(finding) }
        guard let age else { return }
        let now = now()
        guard try await store.beginStraySweep(every: Self.interval, at: now) else { return }
        let removed = try await strays.remove(before: now.advanced(by: .zero - age))
        guard removed > 0 else { return }
        try await store.recordStraySweep(files: removed, at: now)
        logger.notice("Removed files that nothing names", metadata: ["media": "\(media.name)", "files": "\(removed)"])
    }

    private func tell(_ finding: MediaOwner.Finding) {
        if let refusal = finding.refusal(at: media.name) {
            logger.error("\(refusal)", metadata: ["media": "\(media.name)"])
        } else if finding == .unmarked {
            logger.notice(
                """
                No mark says whose the files are, and they may be another service's; if nobody else keeps files there, \
                mark them with quorum media claim
                """, metadata: ["media": "\(media.name)"])
        }
    }
}
