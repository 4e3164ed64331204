internal import LabelStore
internal import QuorumCore

/// Examples with what their labels rest on.
struct DescribedPage: Sendable {
    let examples: [Example]
    let votes: [TaskID: [VersionVote]]
    /// The experts' decisions behind labels that no quorum gave.
    let decisions: [TaskID: [Adjudication]]
    /// The predictions that were accepted as labels.
    let predictions: [TaskID: Prediction]
}

/// The examples of a version in their order with what their labels rest on, a page in memory at a time.
actor DescribedPages {
    private var pages: ExamplePages
    private let version: VersionID
    private let store: LabelStore

    init(_ pages: ExamplePages, of version: VersionID, in store: LabelStore) {
        self.pages = pages
        self.version = version
        self.store = store
    }

    /// The next page; nil after the last. One is asked for at a time.
    func next() async -> Result<DescribedPage?, ExportError> {
        do throws(ExportError) {
            var pages = pages
            let examples = try await pages.next()
            self.pages = pages
            guard let examples else { return .success(nil) }
            return .success(try await described(examples))
        } catch {
            return .failure(error)
        }
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
                examples: examples, votes: Dictionary(grouping: votes, by: \.task),
                decisions: Dictionary(grouping: decisions, by: \.task),
                predictions: Dictionary(predictions.map { ($0.task, $0) }) { _, last in last })
        } catch {
            throw ExportError(store: error)
        }
    }
}
