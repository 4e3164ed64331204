import LabelStore
import QuorumCore

extension LabelStore {
    /// Some of a version's examples, with the answers their labels rest on.
    func examples(of version: VersionID, after ordinal: Int, limit: Int) async throws -> [VersionExample] {
        let all = try await self.version(version).exampleCount
        let rest = min(ordinal + 1, all)..<all
        return Array(try await examples(of: version, ordinals: rest, withAnnotations: true).prefix(limit))
    }
}
