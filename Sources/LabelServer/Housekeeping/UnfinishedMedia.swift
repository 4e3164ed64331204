import MediaStorage
import QuorumCore

/// Ends what processes that were killed had begun to put into a storage: nobody sees it, but it takes room.
struct UnfinishedMedia: Chore {
    /// Longer than anything takes that somebody is still at.
    private static let age: Duration = .seconds(86_400)

    let name = "end unfinished transfers"
    let media: any MediaStore

    func run() async throws { try await media.removeUnfinished(before: .now.advanced(by: .zero - Self.age)) }
}
