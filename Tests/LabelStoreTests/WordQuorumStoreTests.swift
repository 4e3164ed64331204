import LabelStore
import QuorumCore
import Testing

@Suite("Settling transcripts word by word")
struct WordQuorumStoreTests {
    @Test("A task settles though no two answers match, and rests on all of them", arguments: Database.available)
    func settles(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", match: .word, chunks: 1)
            #expect(try await store.project(world.project.id).policy.match == .word)
            #expect(try await world.answer(world.people[0], "One two tree.")?.taskState == .open)
            #expect(try await world.answer(world.people[1], "one too three")?.taskState == .open)
            #expect(try await world.answer(world.people[2], "won two three")?.taskState == .settled)
            let detail = try await store.task(world.tasks[0].id)
            let consensus = try #require(detail.consensus)
            #expect(consensus.label == "One two three" && consensus.key == "one two three")
            #expect(consensus.support == 2 && consensus.votes == 3 && consensus.method == "word-quorum")
            #expect(consensus.annotations == detail.annotations.map(\.id))
            let version = try await world.freeze(ratios: SplitRatios(train: 1, validation: 0, test: 0))
            let frozen = try await store.examples(of: version.id, after: -1, limit: 10)
            #expect(frozen.map(\.label) == [consensus])
        }
    }

    @Test("Only as many are asked as could settle the worst word", arguments: Database.available)
    func asksNoMoreThanNeeded(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/4", match: .word, chunks: 1)
            _ = try await world.answer(world.people[0], "a lay b")
            _ = try await world.answer(world.people[1], "a may b")
            #expect(try await world.serve(world.people[2]) != nil)
            #expect(try await world.serve(world.people[3]) == nil)
        }
    }

    @Test("It is contested when a word can win no more", arguments: Database.available)
    func contested(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "3/4", match: .word, chunks: 1)
            for (person, answer) in zip(world.people, ["a lay b", "a may b", "a say b"]) {
                _ = try await world.answer(person, answer)
            }
            let detail = try await store.task(world.tasks[0].id)
            #expect(detail.task.state == .contested && detail.consensus == nil)
        }
    }

    @Test("Matching whole answers settle it as they are written", arguments: Database.available)
    func wholeAnswers(database: Database) async throws {
        try await database.withStore { store in
            let world = try await World.make(in: store, policy: "2/3", match: .word, chunks: 1)
            _ = try await world.answer(world.people[0], "Well,  then")
            _ = try await world.answer(world.people[1], "Well,  then")
            let consensus = try #require(try await store.task(world.tasks[0].id).consensus)
            #expect(
                consensus.label == "Well,  then" && consensus.method == "quorum" && consensus.annotations.count == 2)
        }
    }

    @Test("A classification is never matched by words", arguments: Database.available)
    func refusesClassification(database: Database) async throws {
        try await database.withStore { store in
            await #expect(throws: StoreError.self) {
                _ = try await World.make(
                    in: store, policy: "2/3", match: .word, kind: .classification, labels: ["a", "b"], chunks: 1)
            }
        }
    }
}
