import LabelStore
import QuorumCore

/// Erases what the projects' rules no longer keep.
struct RetentionSweep: Chore {
    let name = "keep to retention rules"
    let store: LabelStore
    var now: @Sendable () -> Timestamp = { .now }

    func run() async throws { _ = try await store.applyRetention(at: now()) }
}
