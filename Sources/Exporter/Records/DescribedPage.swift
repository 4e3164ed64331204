internal import LabelStore
internal import QuorumCore

/// Examples with what their labels rest on.
struct DescribedPage: Sendable {
    let examples: [Example]
    /// By task.
    private let votes: [VersionVote]
    private let votesOfTask: [TaskID: Range<Int>]
    /// The experts' decisions behind labels that no quorum gave.
    let decisions: [TaskID: [Adjudication]]
    /// The predictions that were accepted as labels.
    let predictions: [TaskID: Prediction]

    /// - Parameter votes: those of a task one after another.
    init(
        examples: [Example], votes: [VersionVote], decisions: [TaskID: [Adjudication]],
        predictions: [TaskID: Prediction]
    ) {
        self.examples = examples
        self.votes = votes
        self.decisions = decisions
        self.predictions = predictions
        var votesOfTask: [TaskID: Range<Int>] = [:]
        votesOfTask.reserveCapacity(examples.count)
        var start = 0
        for (place, vote) in votes.enumerated() where place + 1 == votes.count || votes[place + 1].task != vote.task {
            votesOfTask[vote.task] = start..<place + 1
            start = place + 1
        }
        self.votesOfTask = votesOfTask
    }

    func votes(of task: TaskID) -> ArraySlice<VersionVote> { votes[votesOfTask[task] ?? 0..<0] }
}

extension ExamplePages {
    /// Calls `body` with each page in order and with what its labels rest on.
    func readDescribed(_ body: (DescribedPage) async throws(ExportError) -> Void) async throws(ExportError) {
        try await read({ (examples) throws(ExportError) in try await described(examples) }, body)
    }

    private func described(_ examples: [Example]) async throws(ExportError) -> DescribedPage {
        func tasks(by method: String) -> [TaskID] {
            examples.map(\.label).filter { $0.method == method }.map(\.task)
        }
        do {
            let votes = try await store.votes(of: version, tasks: examples.map(\.label.task))
            let decisions = try await store.adjudications(
                of: version, tasks: tasks(by: ConsensusLabel.adjudicated))
            let predictions = try await store.predictions(of: version, tasks: tasks(by: ConsensusLabel.predicted))
            return DescribedPage(
                examples: examples, votes: votes, decisions: Dictionary(grouping: decisions, by: \.task),
                predictions: Dictionary(predictions.map { ($0.task, $0) }) { _, last in last })
        } catch {
            throw ExportError(store: error)
        }
    }
}
