import Foundation
import LabelStore
import QuorumCore
import Testing

/// The databases in Fixtures were made by the program of that schema, as make.py there says.
@Suite("A database of an older Quorum is brought up to date")
struct MigrationTests {
    private static let now = Timestamp(milliseconds: 4_000_000_000_000)

    /// Every schema that was released before this one.
    private static let schemas = [1, 2, 3, 4, 6, 9, 16]

    private func withMigrated(
        _ database: Database, from schema: Int, _ body: (LabelStore) async throws -> Void
    ) async throws {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        try await database.withLocation { location in
            switch location {
            case .sqlite(let path):
                try FileManager.default.copyItem(
                    at: fixtures.appending(path: "schema-\(schema).sqlite"), to: URL(filePath: path))
            case .postgres(let url):
                try await PostgresShell.runFile(fixtures.appending(path: "schema-\(schema).postgres.sql").path, at: url)
            }
            let store = try await LabelStore.open(location)
            do {
                try await body(store)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }

    @Test("What was there is there", arguments: Database.available, schemas)
    func content(database: Database, schema: Int) async throws {
        try await withMigrated(database, from: schema) { store in
            let project = try #require(try await store.projects().first)
            #expect(project.name == "Animals")
            #expect(project.dispatch.order == .sequential)
            #expect(project.dispatch.servesOwnUploads)
            let details = try await store.tasks(in: project.id, state: nil, after: nil, limit: 10)
            #expect(details.map(\.task.state) == [.settled, .contested, .open, .open, .open])
            #expect(details.map(\.annotations.count) == [2, 3, 1, 0, 0])
            #expect(details[0].consensus?.label == "cat")
            #expect(try await store.verifyAudit().faults.isEmpty)
        }
    }

    @Test("Admins stay admins, and whoever could answer still can", arguments: Database.available, schemas)
    func people(database: Database, schema: Int) async throws {
        try await withMigrated(database, from: schema) { store in
            let project = try #require(try await store.projects().first)
            let roles = Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.name, $0.role) })
            #expect(roles == ["lead": .admin, "ada": .member, "ben": .member, "chen": .member])
            let members = try await store.members(of: project.id).filter { $0.name != "lead" }
            #expect(members.map(\.name) == ["ada", "ben", "chen"])
            #expect(members.allSatisfy { $0.role == .annotator })
            #expect(members.allSatisfy { $0.since >= project.createdAt })
        }
    }

    @Test("Work goes on where it stopped", arguments: Database.available, schemas)
    func work(database: Database, schema: Int) async throws {
        try await withMigrated(database, from: schema) { store in
            let project = try #require(try await store.projects().first)
            let people = Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.name, $0.id) })
            let tasks = try await store.tasks(in: project.id, state: nil, after: nil, limit: 10).map(\.task.id)
            func answerAll(_ name: String) async throws -> [TaskID] {
                var answered: [TaskID] = []
                let person = people[name]!
                while let served = try await store.serve(
                    project: project.id, to: person, Serving(lease: .seconds(60)), at: Self.now
                ).first {
                    answered.append(served.task.id)
                    _ = try await store.submit(
                        served.assignment.id, by: person, answer: "dog", serving: nil, at: Self.now)
                }
                return answered
            }
            // Begun tasks first, then the others; nothing answered or skipped before.
            #expect(try await answerAll("chen") == [tasks[2], tasks[4]])
            #expect(try await answerAll("ben") == [tasks[3], tasks[4]])
            #expect(try await answerAll("ada") == [tasks[3]])
            let states = try await store.tasks(in: project.id, state: nil, after: nil, limit: 10).map(\.task.state)
            #expect(states == [.settled, .contested, .settled, .settled, .settled])
        }
    }

    @Test("Predictions, gold, pauses and versions are as they were", arguments: Database.available, [9, 16])
    func imported(database: Database, schema: Int) async throws {
        try await withMigrated(database, from: schema) { store in
            let project = try #require(try await store.projects().first { $0.name == "Reviews" })
            let people = Dictionary(uniqueKeysWithValues: try await store.users().map { ($0.name, $0.id) })
            let acceptance = try #require(try await store.acceptances(in: project.id).first)
            #expect(acceptance.model == "m1" && acceptance.accepted == 4 && acceptance.checked == 0)
            #expect(try await store.pauses(in: project.id).map(\.annotator) == [people["ben"]])
            // Gold is no task of the project's own.
            #expect(try await store.progress(of: project.id).tasks == [.settled: 5, .open: 2])

            let version = try #require(try await store.versions(of: project.id).first)
            let examples = try await store.examples(of: version.id, after: -1, limit: 10)
            #expect(examples.count == 5 && version.exampleCount == 5)
            #expect(examples.count { $0.label.method == ConsensusLabel.predicted } == 4)

            _ = try await store.undoAcceptance(
                acceptance.id, in: project.id, by: try #require(people["lead"]), at: Self.now)
            #expect(try await store.progress(of: project.id).tasks == [.settled: 1, .open: 6])
        }
    }

    @Test("Groups, webhooks, tokens and rules are as they were", arguments: Database.available)
    func platform(database: Database) async throws {
        try await withMigrated(database, from: 16) { store in
            let project = try #require(try await store.projects().first { $0.name == "Reviews" }).id
            let lead = try #require(try await store.users().first { $0.name == "lead" }).id
            let groups = try await store.groups(in: project, state: nil, after: nil, limit: 10).map(\.group)
            #expect(groups.map(\.state) == [.confirmed] && groups[0].taskCount > 1)
            #expect(try await store.groupActs(in: project, limit: 10).count == 1)
            let webhooks = try await store.webhooks(in: project)
            #expect(webhooks.map(\.url) == ["https://1.1.1.1/quorum"])
            #expect(webhooks.map(\.events) == [[.taskSettled]])
            #expect(try await store.tokens(of: lead).filter { $0.name == "nightly" }.map(\.project) == [project])
            let rules = try await store.storageRules(of: project)
            #expect(
                rules
                    == StorageRules(
                        quota: 1_000_000, types: ["wav"], needsConsent: true, retention: RetentionRules(mediaDays: 90)))
        }
    }
}
