internal import LabelStore
internal import QuorumCore

/// The examples of a version in their order, a page in memory at a time.
struct ExamplePages {
    private let store: LabelStore
    private let version: VersionID
    private let pageLength: Int
    /// Ordinal of the last example seen.
    private var last = -1
    private var isExhausted = false

    init(of version: VersionID, in store: LabelStore, pageLength: Int) {
        self.store = store
        self.version = version
        self.pageLength = pageLength
    }

    /// The next page; nil after the last.
    mutating func next() async throws(ExportError) -> [Example]? {
        guard !isExhausted else { return nil }
        guard !Task.isCancelled else {
            throw ExportError(.cancelled, "export", "it was stopped", remedy: "nothing was written; run it again")
        }
        let rows: [VersionExample]
        do {
            rows = try await store.examples(of: version, after: last, limit: pageLength, withAnnotations: false)
        } catch {
            throw ExportError(store: error)
        }
        isExhausted = rows.count < pageLength
        guard let final = rows.last else { return nil }
        last = final.ordinal
        return rows.map {
            Example(
                ordinal: $0.ordinal, split: $0.split, group: $0.group, chunk: $0.chunk, source: $0.source,
                label: $0.label)
        }
    }
}

extension ExportError {
    init(store error: StoreError) {
        self.init(
            .store, "database", error.message, remedy: "check the data folder and the database, then run it again")
    }
}
