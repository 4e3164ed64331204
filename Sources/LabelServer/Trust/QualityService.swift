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

    /// Computed anew when answers or labels have come or gone since; of a large project never more than a tenth of the time.
    ///
    /// - Complexity: O(*n*) for *n* answers, with a fixed number of resamples for the intervals.
    func quality(of id: ProjectID) async throws -> QualityJSON {
        let project = try await store.project(id)
        let stamp = try await store.labelingStamp(of: id)
        let quality = try await known.quality(of: id, at: stamp) { try await measure(project) }
        return quality.naming(try await store.userNames(), pauses: try await store.pauses(in: id))
    }

    private func measure(_ project: Project) async throws -> QualityJSON {
        var votes = ProjectVotes(project)
        for annotator in try await store.annotators(in: project.id) {
            var last: AssignmentID?
            repeat {
                let answers = try await store.judgedAnswers(
                    in: project.id, by: annotator, after: last, limit: Self.page)
                for answer in answers { votes.add(answer) }
                last = answers.count == Self.page ? answers.last?.assignment : nil
            } while last != nil
        }
        let models = try await models(of: project)
        return try await blocking { [votes] in QualityJSON(project.kind, votes, models: models) }
    }

    private func models(of project: Project) async throws -> [String: ModelRecord] {
        var models: [String: ModelRecord] = [:]
        var last: ChunkID?
        repeat {
            let page = try await store.judgedPredictions(in: project.id, after: last, limit: Self.page)
            for prediction in page.predictions {
                models[prediction.model, default: ModelRecord()].add(
                    prediction, by: AnswerMatch(project.policy), hasWords: project.kind == .transcription)
            }
            last = page.next
        } while last != nil
        return models
    }
}

/// The last quality of each project.
private actor QualityCache {
    private struct Entry {
        let stamp: LabelingStamp
        let quality: QualityJSON
        /// Until when it is good enough, whatever has happened since.
        let goodUntil: ContinuousClock.Instant
    }

    /// For each second it took, so many seconds the result of a large project is good for.
    private static let rest = 10
    /// Up to so many answers a project is always measured anew.
    private static let few = 10_000

    private var known: [ProjectID: Entry] = [:]
    private var running: [ProjectID: Task<QualityJSON, any Error>] = [:]

    /// - Parameter measure: called once for all who wait for the same.
    func quality(
        of project: ProjectID, at stamp: LabelingStamp, measure: @escaping @Sendable () async throws -> QualityJSON
    ) async throws -> QualityJSON {
        let start = ContinuousClock.now
        if let entry = known[project], entry.stamp == stamp || start < entry.goodUntil { return entry.quality }
        if let task = running[project] { return try await task.value }
        let task = Task { try await measure() }
        running[project] = task
        defer { running[project] = nil }
        let quality = try await task.value
        let end = ContinuousClock.now
        let rest = quality.answerCount > Self.few ? (end - start) * Self.rest : .zero
        known[project] = Entry(stamp: stamp, quality: quality, goodUntil: end + rest)
        return quality
    }
}
