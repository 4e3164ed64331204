internal import LabelStore
internal import QuorumCore

/// The examples of a version in their order, so many to a page.
struct ExamplePages: Sendable {
    let version: VersionID
    let store: LabelStore
    private let pageLength: Int
    /// As many as the version was frozen with; what was erased since is missing in its page.
    private let exampleCount: Int
    private let splits: [Split?]?

    /// - Parameter splits: those of the examples by their ordinals, from an earlier pass, which makes this one faster.
    init(of version: DatasetVersion, in store: LabelStore, pageLength: Int, splits: [Split?]? = nil) {
        self.version = version.id
        self.store = store
        self.pageLength = pageLength
        exampleCount = version.exampleCount
        self.splits = splits
    }

    /// Calls `body` with each page in order, while the pages after it are read.
    func read(_ body: ([Example]) async throws(ExportError) -> Void) async throws(ExportError) {
        try await read({ (examples) throws(ExportError) in examples }, body)
    }

    /// Calls `body` with what `describe` makes of each page in order, while the pages after it are read and described.
    func read<Page: Sendable>(
        _ describe: @escaping @Sendable ([Example]) async throws(ExportError) -> Page,
        _ body: (Page) async throws(ExportError) -> Void
    ) async throws(ExportError) {
        let count = (exampleCount + pageLength - 1) / pageLength
        try await readAhead(
            count, read: { (number) throws(ExportError) in try await describe(try await page(number)) }, body)
    }

    private func page(_ number: Int) async throws(ExportError) -> [Example] {
        try ExportError.checkCancellation()
        let first = number * pageLength
        let rows: [VersionExample]
        do {
            rows = try await store.examples(
                of: version, ordinals: first..<min(first + pageLength, exampleCount), splits: splits)
        } catch {
            throw ExportError(store: error)
        }
        // Many examples one after another are of one source.
        var key: (source: SourceID, names: ExampleKey)?
        return rows.map { row in
            let names =
                if let key, key.source == row.source.id { key.names } else { ExampleKey(in: row.source) }
            key = (row.source.id, names)
            return Example(
                key: names.key(of: row.chunk), ordinal: row.ordinal, split: row.split, group: row.group,
                chunk: row.chunk, source: row.source, label: row.label)
        }
    }
}

extension ExportError {
    init(store error: StoreError) {
        self.init(
            .store, "database", error.message, remedy: "check the data folder and the database, then run it again")
    }
}
