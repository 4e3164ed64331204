import LabelStore
import Logging
import MediaStorage
import QuorumCore

/// Removes files that nothing names, once a day: nobody can reach them, they take room, and they may be of people whose
/// recordings were erased.
struct StraySweep: Chore {
    private static let pause: Duration = .seconds(86_400)
    /// Longer than anything takes that may still be recorded.
    private static let age: Duration = .seconds(86_400)

    let name = "remove stray files"
    let store: LabelStore
    let search: StraySearch
    let ownership: MediaOwnership
    let logger: Logger
    var now: @Sendable () -> Timestamp = { .now }

    func run() async throws {
        guard try await store.takeStraySweep(every: Self.pause, at: now()) else { return }
        guard try await ownership.holds() else {
            logger.notice(
                "Stray files stay, since the storage is another service's; quorum media verify --remove-strays makes it this one's"
            )
            return
        }
        let removed = try await search.remove(before: now().advanced(by: .zero - Self.age))
        guard removed.files > 0 else { return }
        try await store.noteStrays(files: removed.files, bytes: removed.bytes, at: now())
        logger.notice(
            "Stray files were removed", metadata: ["files": "\(removed.files)", "bytes": "\(removed.bytes)"])
    }
}
