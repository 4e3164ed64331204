import Foundation
import Importer
import LabelStore
import QuorumCore
import Testing

/// A project in a database of its own, and a folder for files.
struct Place {
    static let now = Timestamp(milliseconds: 1_772_359_800_000)

    let store: LabelStore
    let project: Project
    let folder: URL

    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func add(
        _ path: String, as subject: ImportSubject = .items, model: String? = nil, users: [String: String] = [:],
        columns: ImportColumns = ImportColumns()
    ) async throws -> ImportCounts {
        let settings = ImportSettings(subject, columns: columns, model: model, users: users)
        return try await Importer(into: project, of: store, settings).add(path, by: nil, now: { Self.now })
    }

    func tasks() async throws -> [TaskDetail] {
        try await store.tasks(in: project.id, state: nil, after: nil, limit: 500)
    }

    /// A new one, for as long as `body` takes.
    static func with(
        _ kind: TaskKind = .classification, labels: [String] = ["positive", "negative"], match: QuorumMatch = .answer,
        _ body: (Place) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quorum-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await LabelStore.open(.sqlite(path: folder.path + "/quorum.sqlite"))
        let lead = try await store.createFirstAdmin(name: "lead", passwordHash: "hash", at: Self.now)
        let project = try await store.createProject(
            NewProject(
                name: "Project", kind: kind, guidelines: "", labels: kind.hasLabels ? labels : [],
                policy: try QuorumPolicy(agree: 2, max: 3, match: match), chunking: .standard),
            by: lead.id, at: Self.now)
        do {
            try await body(Place(store: store, project: project, folder: folder))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}

/// Expects that an import is refused, and why.
func expectError(
    row: Int?, field: String?, mentioning words: String = "", _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("It was not refused.")
    } catch let error as ImportError {
        #expect((error.row, error.field) == (row, field), "\(error)")
        #expect(words.isEmpty || error.description.contains(words), "\(error)")
    } catch {
        Issue.record("It failed otherwise: \(error)")
    }
}
