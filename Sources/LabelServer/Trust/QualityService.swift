import Consensus
import LabelStore
import QuorumCore

/// Says how far a project's labels and the people who give them can be relied on.
struct QualityService: Sendable {
    private static let page = 10_000

    let store: LabelStore
    private let known = QualityCache()

    init(store: LabelStore) {
        self.store = store
    }

    /// Computed anew only when answers or labels have come or gone since.
    ///
    /// - Complexity: O(*n*) for *n* answers, with a fixed number of resamples for the intervals.
    func quality(of id: ProjectID) async throws -> QualityJSON {
        let project = try await store.project(id)
        let stamp = try await store.labelingStamp(of: id)
        if let quality = await known.quality(of: id, at: stamp) { return quality }
        var votes = ProjectVotes(project.kind)
        var last: AnnotationID?
        repeat {
            let answers = try await store.judgedAnswers(in: id, after: last, limit: Self.page)
            for answer in answers { votes.add(answer) }
            last = answers.count == Self.page ? answers.last?.id : nil
        } while last != nil
        let names = Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.id, $0.name) })
        let quality = try await blocking { [votes] in
            QualityJSON(project.kind, votes, names: names)
        }
        await known.keep(quality, of: id, at: stamp)
        return quality
    }
}

/// The last quality of each project.
private actor QualityCache {
    private var known: [ProjectID: (stamp: LabelingStamp, quality: QualityJSON)] = [:]

    func quality(of project: ProjectID, at stamp: LabelingStamp) -> QualityJSON? {
        known[project].flatMap { $0.stamp == stamp ? $0.quality : nil }
    }

    func keep(_ quality: QualityJSON, of project: ProjectID, at stamp: LabelingStamp) {
        known[project] = (stamp, quality)
    }
}
