import LabelStore
import QuorumCore
import Testing

@Suite("Frozen versions")
struct VersionStoreTests {
    @Test("A version holds the settled tasks, their votes, and whole groups in a split", arguments: Database.available)
    func content(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", people: 3, sources: 10, chunks: 4)
            try await world.settleAll()
            let version = try await world.freeze()
            #expect(version.name == "v1")
            #expect(version.exampleCount == 40)
            #expect(version.digest.utf8.count == 64)
            var examples: [VersionExample] = []
            while true {
                let page = try await store.examples(of: version.id, after: examples.last?.ordinal ?? -1, limit: 7)
                examples += page
                if page.count < 7 { break }
            }
            #expect(examples.map(\.ordinal) == Array(0..<40))
            #expect(Set(examples.map(\.label.task)) == Set(world.tasks.map(\.id)))
            let splitsOfGroups = Dictionary(grouping: examples, by: \.group).mapValues { Set($0.map(\.split)) }
            #expect(splitsOfGroups.count == 10)
            #expect(splitsOfGroups.values.allSatisfy { $0.count == 1 })
            let sizes = Dictionary(grouping: examples, by: \.split).mapValues(\.count)
            #expect(sizes == [.train: 32, .validation: 4, .test: 4])
            for example in examples {
                #expect(example.label.annotations.count == 2)
                #expect(example.label.label == "Words of \(example.label.task).")
            }
            var votes: [VersionVote] = []
            while true {
                let page = try await store.votes(of: version.id, after: votes.last?.annotation, limit: 9)
                votes += page
                if page.count < 9 { break }
            }
            #expect(votes.count == 80)
            #expect(Set(votes.map(\.annotator)).isSubset(of: Set(world.people.map { "annotator-\($0.id)" })))
            let some = [examples[3].label.task, examples[8].label.task]
            #expect(try await store.votes(of: version.id, tasks: some).map(\.task) == some.flatMap { [$0, $0] })
        }
    }

    @Test("The same content is the same version; more content is the next", arguments: Database.available)
    func digest(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, sources: 3, chunks: 2)
            await expectRefusal(.conflict) { _ = try await world.freeze() }
            try await world.settleAll()
            let first = try await world.freeze()
            #expect(try await world.freeze() == first)
            let reseeded = try await world.freeze(seed: 2)
            #expect(reseeded.digest != first.digest)
            #expect(reseeded.parent == first.id)
            _ = try await World.addSource(50, chunks: 2, to: world.project, in: store, by: world.admin)
            #expect(try await world.freeze(seed: 2) == reseeded)
            try await world.settleAll()
            let grown = try await world.freeze(seed: 2)
            #expect(grown.name == "v3")
            #expect(grown.exampleCount == 8)
            #expect(try await store.examples(of: first.id, after: -1, limit: 99).count == 6)
            #expect(try await store.versions(of: world.project.id) == [first, reseeded, grown])
        }
    }

    @Test("A version is found by name, digest and part of the digest", arguments: Database.available)
    func names(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1)
            try await world.settleAll()
            let version = try await world.freeze()
            for name in ["v1", version.digest, String(version.digest.prefix(8))] {
                #expect(try await store.version(named: name, of: world.project.id) == version)
            }
            for name in ["v2", String(version.digest.prefix(7)), ""] {
                await expectRefusal(.notFound) { _ = try await store.version(named: name, of: world.project.id) }
            }
        }
    }

    @Test("Groups keep their split as the data grows", arguments: Database.available)
    func stableSplits(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, sources: 6, chunks: 2)
            try await world.settleAll()
            func splits(_ version: DatasetVersion) async throws -> [String: Split] {
                let examples = try await store.examples(of: version.id, after: -1, limit: 999)
                return Dictionary(examples.map { ($0.group, $0.split) }) { first, _ in first }
            }
            let before = try await splits(world.freeze())
            #expect(Set(before.values) == Set(Split.allCases))
            for number in 100..<110 {
                _ = try await World.addSource(number, chunks: 3, to: world.project, in: store, by: world.admin)
            }
            try await world.settleAll()
            let after = try await splits(world.freeze())
            #expect(after.count == 16)
            #expect(before.allSatisfy { after[$0.key] == $0.value })
        }
    }

    @Test("A source without a group is its own", arguments: Database.available)
    func ownGroup(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "1/1", people: 1, chunks: 1)
            let new = World.newSource(9, in: world.project, group: false)
            let source = try await store.addSource(new, by: world.admin.id, at: World.now)
            _ = try await store.completeChunking(
                of: source.id, kind: .audio, duration: 2, chunks: [World.span(0)], at: World.now)
            try await world.settleAll()
            let examples = try await store.examples(of: world.freeze().id, after: -1, limit: 9)
            #expect(examples.map(\.group) == ["speaker-0", new.sha256])
        }
    }

    @Test("Both databases give the same version the same name", .enabled(if: Database.available.count == 2))
    func portableDigest() async throws {
        var digests: Set<String> = []
        for database in Database.available {
            try await database.withStore { store in
                let world = try await World.make(in: store, policy: "2/3", people: 3, sources: 5)
                try await world.settleAll()
                digests.insert(try await world.freeze().digest)
            }
        }
        #expect(digests.count == 1)
    }
}
