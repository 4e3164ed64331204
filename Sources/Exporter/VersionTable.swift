package import LabelStore
package import QuorumCore
package import TableIO

/// A frozen version as tables in memory, with the names of its recordings, to be measured.
package struct VersionTable: Sendable {
    package let project: Project
    package let version: DatasetVersion
    /// The splits that have examples, in order. Columns: `text` or `label` or both, `id`, `source`, `group`, `start`,
    /// `end`, `agreement`, `support`, `votes`.
    package let splits: [(split: Split, table: Table)]
    /// The file of each row's recording below the media folder, by split; nil for a row that is a text.
    package let mediaKeys: [Split: [String?]]
    /// One row an answer: `task`, `worker` (a pseudonym), `label` (the normalised answer).
    package let votes: Table
    /// The column of the decided answer.
    package let answerColumn: String
    /// The column of the text that was labeled; nil when recordings were.
    package let inputColumn: String?

    private static let pageLength = 1000

    package static func load(_ version: VersionID, from store: LabelStore) async throws(ExportError) -> VersionTable {
        let frozen: DatasetVersion
        let project: Project
        do {
            frozen = try await store.version(version)
            project = try await store.project(frozen.project)
        } catch {
            throw ExportError(store: error)
        }
        var batches: [Split: ExampleBatch] = [:]
        var mediaKeys: [Split: [String?]] = [:]
        var hasPassages = false
        let pages = ExamplePages(of: frozen, in: store, pageLength: pageLength)
        try await pages.read { (page) throws(ExportError) in
            for example in page {
                if example.passage != nil { hasPassages = true }
                mediaKeys[example.split, default: []].append(example.audio?.mediaKey)
                batches[example.split, default: ExampleBatch(kind: project.kind)].append(example, media: nil)
            }
        }
        return VersionTable(
            project: project, version: frozen,
            splits: Split.allCases.compactMap { split in
                batches[split].map { (split, Table(columns: $0.columns(withPassages: hasPassages))) }
            },
            mediaKeys: mediaKeys, votes: try await votes(of: version, in: store),
            answerColumn: project.kind.answerColumn,
            inputColumn: hasPassages ? project.kind.passageColumn : nil)
    }

    private static func votes(of version: VersionID, in store: LabelStore) async throws(ExportError) -> Table {
        var task = UTF8Column()
        var worker = UTF8Column()
        var label = UTF8Column()
        var last: AnnotationID?
        while true {
            let page: [VersionVote]
            do {
                page = try await store.votes(of: version, after: last, limit: pageLength)
            } catch {
                throw ExportError(store: error)
            }
            for vote in page {
                task.append(vote.task.description.utf8)
                worker.append(vote.annotator.utf8)
                label.append(vote.key.utf8)
            }
            guard let final = page.last, page.count == pageLength else { break }
            last = final.annotation
        }
        return Table(columns: [
            Column(name: "task", storage: .utf8(task)),
            Column(name: "worker", storage: .utf8(worker)),
            Column(name: "label", storage: .utf8(label)),
        ])
    }
}
